import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { cardEdit } from '../support/worker/records.ts';
import { dump, laptop, phone, round } from '../support/worker/rounds.ts';
import { addUser } from '../support/worker/world.ts';

describe('a history that the device does not know', () => {
  test('is answered with a reset, and nothing is taken', async () => {
    await addUser('ada', 'laptop', 'phone');
    const request = { cards: [cardEdit('c1', 100)] };
    for (const unknown of [{ epoch: 'another' }, { cursor: 7 }, { epoch: null, cursor: 1 }]) {
      const answer = await round(laptop, { ...request, ...unknown });
      expect(answer).toMatchObject({ reset: true, cursor: 0, epoch: 'epoch-ada' });
    }
    expect(await env.DB.prepare('SELECT count(*) AS n FROM cards').first('n')).toBe(0);
  });

  test('is noticed even after other devices moved the head past the cursor again', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 100)] });
    // As after a restore: laptop had been told of sequence numbers up to 5, which this copy never gave out.
    const later = Array.from({ length: 9 }, (_, i) => cardEdit(`p${i}`, 100));
    await round(phone, { cards: later });
    expect(await round(laptop, { cursor: 5 })).toMatchObject({ reset: true });
  });
});

test('a reset says up to where both histories are one', async () => {
  await addUser('ada', 'laptop', 'phone');
  await round(laptop, { cards: [cardEdit('c1', 100), cardEdit('c2', 100)] });
  await round(phone, { cards: [cardEdit('c3', 100)] });
  expect(await round(laptop, { cursor: 5 })).toMatchObject({ reset: true, cursor: 2 });
  const other = { epoch: 'another', cursor: 5 };
  expect(await round(laptop, other)).toMatchObject({ reset: true, cursor: 0 });
});

/** As after the database was restored: the phone brings what the laptop had sent, or a copy of its home. */
describe('two versions by one device, of which another one brought the first', () => {
  const byHome = cardEdit('c1', 200, { answer: 'the home' });
  const byCopy = (at: number, base: number) => cardEdit('c1', at, { answer: 'the copy' }, base);
  const lost = (answer: string) => [{ device: 'laptop', data: { answer } }];

  test.each([
    ['wins', 300, 'the home'],
    ['loses', 100, 'the copy'],
  ])('are a conflict where the second knew nothing of it, and %s', async (_, at, loser) => {
    await addUser('ada', 'laptop', 'phone');
    const { cursor } = await round(laptop, { cards: [cardEdit('c1', 50)] });
    await round(phone, { common: cursor, cards: [{ ...byHome, device: 'laptop' }] });
    const met = await round(laptop, { cursor, cards: [byCopy(at, cursor)] });
    expect(met.conflicts).toMatchObject(lost(loser));
  });

  test('follow on each other where it did', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(phone, { common: 0, cards: [{ ...byHome, device: 'laptop' }] });
    const { cursor } = await round(laptop);
    await round(laptop, { cursor, cards: [byCopy(300, cursor)] });
    const last = cardEdit('c1', 400, { answer: 'once more' }, cursor);
    expect((await round(laptop, { cursor, cards: [last] })).conflicts).toEqual([]);
  });
});

describe("a version that another device than its author brings, after the author's own", () => {
  const given = (base: number) => ({
    cards: [{ ...cardEdit('c1', 200, { answer: 'the home' }, base), device: 'laptop' }],
  });
  const start = async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c0', 100)] });
    await round(laptop, { cursor: 1, cards: [cardEdit('c1', 300, { answer: 'the copy' }, 1)] });
  };

  test('is a conflict where it is of a history that is forgotten', async () => {
    await start();
    const met = await round(phone, { common: 1, ...given(0) });
    expect(met.conflicts).toMatchObject([{ device: 'laptop', data: { answer: 'the home' } }]);
  });

  test.each([
    ['was in the common history by then', { common: 2, ...given(0) }],
    ['follows on one that it had from the common history', { common: 1, ...given(1) }],
    ['is offered by a device that never started over', given(0)],
  ])('is none where what is stored %s', async (_, request) => {
    await start();
    expect((await round(phone, request)).conflicts).toEqual([]);
  });
});

describe('two homes that sync as one device', () => {
  const marks = (last: string | null, next: string, ...tried: string[]) => ({
    marks: { last, next, tried },
  });
  const mark = () => env.DB.prepare("SELECT mark FROM devices WHERE id = 'laptop'").first('mark');

  test('the second to come is told so, and nothing of it is taken', async () => {
    await addUser('ada', 'laptop');
    await round(laptop, { ...marks(null, 'm1'), cards: [cardEdit('c1', 100)] });
    const one = { cursor: 1, ...marks('m1', 'm2'), cards: [cardEdit('c1', 200)] };
    expect(await round(laptop, one)).toMatchObject({ copied: false, mark: 'm2', cursor: 2 });
    const before = await dump();
    const other = { cursor: 1, ...marks('m1', 'm3'), cards: [cardEdit('c1', 300)] };
    expect(await round(laptop, other)).toMatchObject({ copied: true, reset: false, cursor: 1 });
    expect(await dump()).toEqual(before);
    expect(await mark()).toBe('m2');
  });

  test('rounds whose answers were lost, or that arrive twice, are none of them', async () => {
    await addUser('ada', 'laptop');
    const request = { ...marks(null, 'm1'), cards: [cardEdit('c1', 100)] };
    await round(laptop, request);
    expect(await round(laptop, request)).toMatchObject({ copied: false, mark: 'm1' });
    const more = { ...marks(null, 'm2', 'm1'), cards: [cardEdit('c2', 100)] };
    for (const _ of ['once', 'twice']) {
      expect(await round(laptop, more)).toMatchObject({ copied: false, cursor: 2, mark: 'm2' });
    }
    const last = { ...marks(null, 'm3', 'm1', 'm2'), cards: [cardEdit('c3', 100)] };
    expect(await round(laptop, last)).toMatchObject({ copied: false, cursor: 3, mark: 'm3' });
  });

  test('made while an answer was on its way part as well', async () => {
    await addUser('ada', 'laptop');
    // Its answer reaches the home, and not the copy, which waits for it for ever.
    await round(laptop, { ...marks(null, 'm1'), cards: [cardEdit('c1', 100)] });
    const copys = { ...marks(null, 'c1', 'm1'), cards: [cardEdit('c1', 200)] };
    expect(await round(laptop, copys)).toMatchObject({ copied: false, mark: 'c1' });
    const homes = { cursor: 1, ...marks('m1', 'm2'), cards: [cardEdit('c1', 300)] };
    expect(await round(laptop, homes)).toMatchObject({ copied: true, cursor: 1 });
    const next = { cursor: 2, ...marks('c1', 'm3'), cards: [cardEdit('c1', 400)] };
    expect(await round(laptop, next)).toMatchObject({ copied: false, mark: 'm3' });
  });

  test('a round in which nothing changed leaves no mark, so that it costs no write', async () => {
    await addUser('ada', 'laptop');
    await round(laptop, { ...marks(null, 'm1'), cards: [cardEdit('c1', 100)] });
    const quiet = { cursor: 1, ...marks('m1', 'm2') };
    expect(await round(laptop, quiet)).toMatchObject({ copied: false, mark: 'm1' });
    expect(await round(laptop, { ...quiet, ...marks('m1', 'm3') })).toMatchObject({
      copied: false,
    });
  });

  test('a database restored from a copy is no reason to part', async () => {
    await addUser('ada', 'laptop');
    await round(laptop, { ...marks(null, 'm1'), cards: [cardEdit('c1', 100)] });
    const answer = await round(laptop, { cursor: 5, ...marks('m9', 'm10') });
    expect(answer).toMatchObject({ reset: true, copied: false, mark: 'm1' });
  });
});
