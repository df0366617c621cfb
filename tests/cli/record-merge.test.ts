/** What two devices changed of one card or session without knowing of each other, field by field. */
import { describe, expect, inject, test } from 'vitest';
import { rows, samedi, samediJson, signedInHome, twoHomes } from '../support/cli/homes.ts';

const url = inject('url');

const conflicts = (home: string) => samediJson<{ name: string }[]>(home, ['sync', 'conflicts']);
const cardOf = (home: string, id = 'card-1') =>
  rows(home, `SELECT question, answer, tags, repetitions FROM cards WHERE id = '${id}'`)[0]!;
const sessionOf = (home: string) =>
  rows(home, "SELECT notes, duration_minutes, artifacts FROM sessions WHERE id = 's0'")[0]!;

/** Both know everything afterwards, whoever speaks first. */
async function settle(...homes: string[]): Promise<void> {
  for (const home of [...homes, ...homes]) await samedi(home, ['sync']);
}

describe('a card', () => {
  test.each([
    ['the typo', 0],
    ['the rating', 1],
  ])(
    'of which a typo is fixed here and which is rated there keeps both, where %s is newer',
    async (_, later) => {
      const [laptop, desktop] = await twoHomes(url);
      const before = cardOf(laptop);
      const fix = () => samedi(laptop, ['card', 'edit', 'card-1', '--answer', 'without a typo']);
      const rate = () => samedi(desktop, ['card', 'rate', 'card-1', '3']);
      for (const step of later === 0 ? [rate, fix] : [fix, rate]) await step();
      await settle(desktop, laptop);
      for (const home of [laptop, desktop]) {
        expect(cardOf(home)).toMatchObject({
          answer: 'without a typo',
          repetitions: Number(before['repetitions']) + 1,
        });
        expect(await conflicts(home)).toEqual([]);
      }
    },
  );

  test('of which both set one field keeps the newer, lists the other, and merges the rest', async () => {
    const [laptop, desktop] = await twoHomes(url);
    await samedi(laptop, ['card', 'edit', 'card-1', '--answer', 'laptop', '--question', 'Q?']);
    await samedi(desktop, ['card', 'edit', 'card-1', '--answer', 'desktop', '--tag', 'new']);
    await settle(laptop, desktop);
    for (const home of [laptop, desktop]) {
      expect(cardOf(home)).toMatchObject({ question: 'Q?', answer: 'desktop', tags: '["new"]' });
      const [kept, ...more] = await conflicts(home);
      expect(more).toEqual([]);
      const { stdout } = await samedi(home, ['sync', 'conflicts', 'show', kept!.name]);
      expect(stdout).toMatch(/answer: desktop (now|here), laptop on/);
    }
  });

  test('that three devices changed in three fields has all three', async () => {
    const [laptop, desktop] = await twoHomes(url);
    const email = await samediJson<{ email: string }>(laptop, ['whoami']);
    const phone = await signedInHome(url, email.email);
    await samedi(phone, ['sync']);
    await samedi(laptop, ['card', 'edit', 'card-1', '--answer', 'A']);
    await samedi(phone, ['card', 'edit', 'card-1', '--question', 'Q?']);
    await samedi(desktop, ['card', 'edit', 'card-1', '--tag', 'new']);
    await settle(laptop, phone, desktop);
    for (const home of [laptop, desktop, phone]) {
      expect(cardOf(home)).toMatchObject({ question: 'Q?', answer: 'A', tags: '["new"]' });
      expect(await conflicts(home)).toEqual([]);
    }
  });
});

test('a session keeps the note of one device and the times of the other', async () => {
  const [laptop, desktop] = await twoHomes(url);
  await samedi(laptop, ['session', 'edit', 's0', '--for', '17m']);
  await samedi(desktop, ['session', 'edit', 's0', '--note', 'about verbs']);
  await settle(laptop, desktop);
  for (const home of [laptop, desktop]) {
    expect(sessionOf(home)).toMatchObject({ notes: 'about verbs', duration_minutes: 17 });
    expect(await conflicts(home)).toEqual([]);
  }
});

test('an edit whose first answer was never heard merges from what both had before it', async () => {
  const [laptop, desktop] = await twoHomes(url);
  await samedi(laptop, ['card', 'edit', 'card-1', '--answer', 'A']);
  await samedi(laptop, ['card', 'edit', 'card-1', '--answer', 'B']);
  await samedi(desktop, ['card', 'edit', 'card-1', '--question', 'Q?']);
  await settle(laptop, desktop);
  for (const home of [laptop, desktop]) {
    expect(cardOf(home)).toMatchObject({ question: 'Q?', answer: 'B' });
    expect(await conflicts(home)).toEqual([]);
  }
});
