/** Cards rated, edited and deleted on several devices. */
import { cpSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  anyEmail,
  change,
  newHome,
  rows,
  samedi,
  samediJson,
  signedInHome,
} from '../support/cli/homes.ts';
import {
  at,
  DAY,
  expectAgreement,
  firstVersionHome,
  logOf,
  NOW,
  rate,
  scheduleOf,
  twoHomes,
  url,
} from '../support/cli/rated-homes.ts';

describe('two devices that rate a card offline', () => {
  test.each(['laptop first', 'desktop first'])('both count, with %s', async (order) => {
    const [laptop, desktop] = await twoHomes();
    const before = scheduleOf(laptop);
    await rate(laptop, 3, NOW);
    await rate(desktop, 4, NOW + 60_000);
    const homes = order === 'laptop first' ? [laptop, desktop] : [desktop, laptop];
    for (const home of [...homes, ...homes]) await samedi(home, ['sync']);
    for (const home of homes) {
      expect(logOf(home)).toEqual([3, 4]);
      // 6 × 2.6 = 15, then 15 × 2.7 = 40.
      expect(scheduleOf(home)).toMatchObject({ interval_days: 40, repetitions: 4 });
    }
    expect(before).toMatchObject({ interval_days: 6 });
    await expectAgreement(...homes);
  });

  test('the one that syncs last has the schedule at once, and sends it in the same run', async () => {
    const [laptop, desktop] = await twoHomes();
    await rate(laptop, 3, NOW);
    await rate(desktop, 3, NOW + 60_000);
    await samedi(laptop, ['sync']);
    await samedi(desktop, ['sync']);
    expect(scheduleOf(desktop)).toMatchObject({ repetitions: 4 });
    const { pending } = await samediJson<{ pending: object }>(desktop, ['sync', 'status']);
    expect(pending).toEqual({ plans: 0, sessions: 0, reviews: 0, cards: 0 });
    await samedi(laptop, ['sync']);
    expect(scheduleOf(laptop)).toEqual(scheduleOf(desktop));
    expect(await samediJson(laptop, ['sync'])).toMatchObject({ pushed: 0, pulled: 0 });
  });

  test('with clocks years apart, both count, and the order is the same on both', async () => {
    const [laptop, desktop] = await twoHomes();
    await rate(laptop, 1, NOW + 900 * DAY);
    await rate(desktop, 3, NOW - 900 * DAY);
    for (const home of [laptop, desktop, laptop]) await samedi(home, ['sync']);
    for (const home of [laptop, desktop]) expect(logOf(home)).toEqual([3, 1]);
    expect(scheduleOf(laptop)).toEqual(scheduleOf(desktop));
    await expectAgreement(laptop, desktop);
  });

  test('copies of a first version home, upgraded apart, start from the same schedule', async () => {
    const email = anyEmail();
    const one = await firstVersionHome();
    const two = await newHome();
    cpSync(one, two, { recursive: true });
    await rate(one, 3, NOW);
    await rate(two, 4, NOW + 60_000);
    for (const home of [one, two]) await signedInHome(url, email, home);
    for (const home of [one, two, one]) await samedi(home, ['sync']);
    for (const home of [one, two]) {
      expect(logOf(home)).toEqual([3, 4]);
      expect(scheduleOf(home)).toMatchObject({ interval_days: 40 });
    }
    await expectAgreement(one, two);
  });
});

describe('a card edited on one device and rated on another', () => {
  test.each([
    ['edit wins', NOW + 60_000, NOW],
    ['rating wins', NOW, NOW + 60_000],
  ])('%s: neither is rolled back, the text is there or a conflict', async (_, edited, rated) => {
    const [laptop, desktop] = await twoHomes();
    change(
      laptop,
      `INSERT INTO sync_state VALUES ('now', '${edited}');
       UPDATE cards SET answer = 'Thank you' WHERE id = 'card-2';
       DELETE FROM sync_state WHERE key = 'now'`,
    );
    await rate(desktop, 4, rated);
    for (const home of [desktop, laptop, desktop]) await samedi(home, ['sync']);
    for (const home of [laptop, desktop]) {
      expect(logOf(home)).toEqual([4]);
      expect(scheduleOf(home)).toMatchObject({ interval_days: 15, repetitions: 3 });
    }
    const [text] = rows(laptop, "SELECT answer FROM cards WHERE id = 'card-2'");
    const [kept] = await samediJson<{ data: { answer: string } }[]>(laptop, ['sync', 'conflicts']);
    expect([text?.['answer'], kept?.data.answer]).toContain('Thank you');
  });

  test('a text put back from a conflict keeps the schedule that was reviewed since', async () => {
    const [laptop, desktop] = await twoHomes();
    change(laptop, "UPDATE cards SET answer = 'from the laptop' WHERE id = 'card-2'");
    change(desktop, "UPDATE cards SET answer = 'from the desktop' WHERE id = 'card-2'");
    await samedi(desktop, ['sync']);
    await samedi(laptop, ['sync']);
    await rate(laptop, 4);
    const [kept] = await samediJson<{ name: string }[]>(laptop, ['sync', 'conflicts']);
    await samedi(laptop, ['sync', 'conflicts', 'restore', kept!.name]);
    expect(scheduleOf(laptop)).toMatchObject({ interval_days: 15, repetitions: 3 });
  });
});

test('a review whose deletion is put back from a conflict does not count any more', async () => {
  const home = await firstVersionHome();
  await rate(home, 4, NOW);
  const before = scheduleOf(home);
  await rate(home, 1, NOW + DAY);
  change(
    home,
    `INSERT INTO conflicts (id, kind, record_id, updated_at, device_id, data, detected_at)
     SELECT 'c', 'reviews', id, 1, 'd', NULL, ${NOW} FROM reviews WHERE rating = 1`,
  );
  const [kept] = await samediJson<{ name: string }[]>(home, ['sync', 'conflicts']);
  await samedi(home, ['sync', 'conflicts', 'restore', kept!.name], at(NOW + DAY));
  expect(logOf(home)).toEqual([4]);
  expect(scheduleOf(home)).toEqual(before);
});

describe('a card deleted', () => {
  test('takes its reviews along, whoever deletes it, and on every device', async () => {
    const [laptop, desktop] = await twoHomes();
    await rate(laptop, 3);
    await samedi(laptop, ['sync']);
    await samedi(desktop, ['sync']);
    change(laptop, "DELETE FROM cards WHERE id = 'card-2'");
    expect(logOf(laptop)).toEqual([]);
    for (const home of [laptop, desktop]) await samedi(home, ['sync']);
    expect(logOf(desktop)).toEqual([]);
    await expectAgreement(laptop, desktop);
  });

  test('goes with its plan, and so do its reviews', async () => {
    const home = await firstVersionHome();
    await rate(home, 3);
    await samedi(home, ['plan', 'delete', 'french-b1', '--yes']);
    expect(rows(home, 'SELECT * FROM reviews')).toEqual([]);
    expect(rows(home, "SELECT deleted FROM versions WHERE kind = 'reviews'")).toEqual([
      { deleted: 1 },
    ]);
  });

  test('while another device rates it: the review stays, and the card can be put back as rated', async () => {
    const [laptop, desktop] = await twoHomes();
    await rate(laptop, 3, NOW);
    await samedi(laptop, ['sync']);
    await samedi(desktop, ['sync']);
    await rate(desktop, 3, NOW + DAY);
    const rated = scheduleOf(desktop);
    change(laptop, "DELETE FROM cards WHERE id = 'card-2'");
    for (const home of [desktop, laptop, desktop]) await samedi(home, ['sync']);
    for (const home of [laptop, desktop]) {
      expect(scheduleOf(home)).toBeUndefined();
      expect(logOf(home)).toEqual([3]);
    }
    const [kept] = await samediJson<{ name: string }[]>(laptop, ['sync', 'conflicts']);
    await samedi(laptop, ['sync', 'conflicts', 'restore', kept!.name]);
    for (const home of [laptop, desktop]) await samedi(home, ['sync']);
    for (const home of [laptop, desktop]) expect(scheduleOf(home)).toEqual(rated);
    await expectAgreement(laptop, desktop);
  });
});

test('offered all over again, nothing changes', async () => {
  const [laptop, desktop] = await twoHomes();
  await rate(laptop, 3, NOW);
  await rate(desktop, 4, NOW + 60_000);
  for (const home of [laptop, desktop, laptop]) await samedi(home, ['sync']);
  await samedi(laptop, ['sync', 'push', '--all']);
  expect(await samediJson(desktop, ['sync'])).toMatchObject({ pulled: 0 });
  await expectAgreement(laptop, desktop);
});
