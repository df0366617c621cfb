import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  anyEmail,
  change,
  errorOf,
  rows,
  samedi,
  samediJson,
  signedInHome,
} from '../support/cli/homes.ts';
import { makeOlder } from '../support/cli/older-home.ts';
import {
  at,
  DAY,
  expectAgreement,
  firstVersionHome,
  logOf,
  NOW,
  rate,
  type Stats,
  scheduleOf,
  twoHomes,
  url,
} from '../support/cli/rated-homes.ts';

describe('a rating', () => {
  test('is a review in the log, and the schedule that follows: SM-2 from what the card had', async () => {
    const home = await firstVersionHome();
    const card = await samediJson(home, ['card', 'rate', 'card-2', '4'], at(NOW));
    // 6 days × 2.6, rounded down; from a card of the first version, which has no log.
    const schedule = {
      ease_factor: 2.76,
      interval_days: 15,
      repetitions: 3,
      next_review: '2026-12-05',
      last_review: '2026-11-20',
    };
    expect(card).toMatchObject({ id: 'card-2', ...schedule });
    expect(scheduleOf(home)).toEqual(schedule);
    expect(rows(home, 'SELECT * FROM reviews')).toEqual([
      {
        id: expect.any(String),
        card_id: 'card-2',
        plan_id: 'french-b1',
        rating: 4,
        reviewed_at: NOW,
        utc_offset_minutes: 60,
        day: '2026-11-20',
        ease_factor: 2.6,
        interval_days: 6,
        repetitions: 2,
        next_review: '2024-02-01',
        last_review: '2024-01-26',
      },
    ]);
  });

  test('is later than every review that the home knows, though its clock went back', async () => {
    const home = await firstVersionHome();
    await rate(home, 3, NOW);
    await rate(home, 1, NOW - DAY);
    expect(logOf(home)).toEqual([3, 1]);
    expect(scheduleOf(home)).toMatchObject({ interval_days: 1, repetitions: 0 });
  });

  test('noted later, with --at, counts for the day and time that it was made', async () => {
    const home = await firstVersionHome();
    const args = ['card', 'rate', 'card-2', '3', '--at', '2026-11-17 18:40'];
    expect(await samediJson(home, args, at(NOW))).toMatchObject({ last_review: '2026-11-17' });
    expect(rows(home, 'SELECT reviewed_at, day FROM reviews')).toEqual([
      { reviewed_at: Date.UTC(2026, 10, 17, 17, 40), day: '2026-11-17' },
    ]);
    await rate(home, 4);
    expect(logOf(home)).toEqual([3, 4]);
  });

  test.each([
    ['2026-11-17 18:40', 'before the last review'],
    ['2026-11-18 08:00', 'before the last review'],
    ['2026-11-21 08:00', 'still to come'],
    ['soon', 'not a time'],
  ])('noted for %s is refused: %s', async (when, message) => {
    const home = await firstVersionHome();
    await rate(home, 3, Date.UTC(2026, 10, 18, 7));
    const args = ['card', 'rate', 'card-2', '4', '--at', when];
    expect(await errorOf(home, args, at(NOW))).toMatchObject({
      exit: 4,
      code: 'invalid_input',
      message: expect.stringContaining(message),
    });
    expect(logOf(home)).toEqual([3]);
  });

  test('is refused for a day before the last review of a card that has no log', async () => {
    const home = await firstVersionHome();
    await samedi(home, ['status']);
    change(home, "UPDATE cards SET last_review = '2026-11-18' WHERE id = 'card-2'");
    change(home, 'DELETE FROM reviews');
    const args = ['card', 'rate', 'card-2', '4', '--at', '2026-11-17 08:00'];
    expect((await errorOf(home, args, at(NOW))).next).toContain('2026-11-18');
  });

  test.each([
    [['card-2', '5'], 2, 'usage', 'again'],
    [['card-2', 'good'], 2, 'usage', 'again'],
    [['card-7', '3'], 6, 'not_found', 'card list'],
  ])('%j is refused', async (args, exit, code, next) => {
    const home = await firstVersionHome();
    await samedi(home, ['status']);
    const error = await errorOf(home, ['card', 'rate', ...args]);
    expect(error).toMatchObject({ exit, code, next: expect.stringContaining(next) });
    expect(rows(home, 'SELECT * FROM reviews')).toEqual([]);
  });

  test('waits to be sent, as one review and one card', async () => {
    const [laptop] = await twoHomes();
    await rate(laptop, 3);
    const { pending } = await samediJson<{ pending: object }>(laptop, ['sync', 'status']);
    expect(pending).toEqual({ plans: 0, sessions: 0, reviews: 1, cards: 1 });
    expect((await samedi(laptop, ['sync', 'status'])).stdout).toContain('1 review, 1 card');
    expect(await samediJson(laptop, ['sync'])).toMatchObject({ pushed: 2, pulled: 0 });
  });
});

describe("a rating by the first version's own tools", () => {
  /** As they write one: the schedule alone, in their own forms. */
  const rateThere = (home: string, schedule: string) =>
    change(home, `UPDATE cards SET ${schedule} WHERE id = 'card-2'`);
  const before = { ease_factor: 2.6, interval_days: 6, repetitions: 2 };

  test.each([
    [1, 'ease_factor = 2.46, interval_days = 1, repetitions = 0', '2026-11-21'],
    [2, 'ease_factor = 2.6, interval_days = 1, repetitions = 0', '2026-11-21'],
    [3, 'ease_factor = 2.7, interval_days = 15, repetitions = 3', '2026-12-05'],
    [4, 'ease_factor = 2.76, interval_days = 15, repetitions = 3', '2026-12-05'],
  ])('of %i is a review', async (rating, columns, next) => {
    const home = await firstVersionHome();
    await samedi(home, ['status']);
    rateThere(
      home,
      `${columns}, next_review = '${next} 00:00:00+00:00', last_review = '2026-11-20 00:00:00+00:00'`,
    );
    expect(rows(home, 'SELECT * FROM reviews')).toMatchObject([
      { card_id: 'card-2', plan_id: 'french-b1', rating, day: '2026-11-20', ...before },
    ]);
  });

  test('and one elsewhere both count', async () => {
    const [laptop, desktop] = await twoHomes();
    await rate(desktop, 4, NOW - 60 * DAY);
    rateThere(
      laptop,
      "ease_factor = 2.7, interval_days = 15, repetitions = 3, next_review = '2026-12-05', last_review = '2026-11-20'",
    );
    for (const home of [laptop, desktop, laptop]) await samedi(home, ['sync']);
    for (const home of [laptop, desktop]) {
      expect(logOf(home).toSorted()).toEqual([3, 4]);
      expect(scheduleOf(home)).toMatchObject({ repetitions: 4, ease_factor: 2.86 });
    }
    await expectAgreement(laptop, desktop);
  });

  test('is kept where the card is rated here next', async () => {
    const home = await firstVersionHome();
    await rate(home, 3, NOW - 15 * DAY);
    rateThere(
      home,
      "ease_factor = 2.8, interval_days = 40, repetitions = 4, next_review = '2026-12-30', last_review = '2026-11-20'",
    );
    await rate(home, 3, NOW + 40 * DAY);
    expect(logOf(home)).toEqual([3, 3, 3]);
    expect(scheduleOf(home)).toMatchObject({ interval_days: 112, repetitions: 5 });
  });

  test('is none where the schedule was changed as no rating does', async () => {
    const home = await firstVersionHome();
    await samedi(home, ['status']);
    rateThere(home, "next_review = '2026-11-30'");
    rateThere(home, 'interval_days = 30');
    rateThere(home, "last_review = 'never'");
    expect(logOf(home)).toEqual([]);
  });
});

describe('retention', () => {
  test('is the share of ratings of 3 and 4, the same in the terminal and from the server', async () => {
    const home = await signedInHome(url, anyEmail(), await firstVersionHome());
    for (const [i, rating] of [1, 3, 4, 2, 3].entries()) {
      await rate(home, rating, NOW - i * DAY, `card-${(i % 2) + 1}`);
    }
    await samedi(home, ['sync']);
    const range = '2026-11-16..2026-11-19';
    const { endpoint, token } = JSON.parse(readFileSync(join(home, 'auth.json'), 'utf8'));
    const ask = async (query: string) => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${endpoint}/api/stats?range=${range}${query}`, { headers });
      return ((await answer.json()) as Stats).range.reviews;
    };
    const here = await samediJson<Stats>(home, ['stats', '--range', range]);
    expect(here.range.reviews).toEqual({
      total: 4,
      passed: 3,
      retention: 0.75,
      days: [
        { day: '2026-11-16', reviews: 1, passed: 1 },
        { day: '2026-11-17', reviews: 1, passed: 0 },
        { day: '2026-11-18', reviews: 1, passed: 1 },
        { day: '2026-11-19', reviews: 1, passed: 1 },
      ],
    });
    expect(await ask('')).toEqual(here.range.reviews);
    expect((await samedi(home, ['stats', '--range', range])).stdout).toContain(
      '4 reviews, 75 % remembered',
    );
  });
});

describe('a home of the version before reviews', () => {
  test('is copied, then upgraded in place, and keeps all that it has', async () => {
    const home = await firstVersionHome();
    await samedi(home, ['status']);
    makeOlder(home, 2);
    const tables = ['cards', 'sessions', 'session_days'];
    const all = () => [
      ...tables.map((table) => rows(home, `SELECT * FROM ${table} ORDER BY id`)),
      rows(home, 'SELECT kind, id, updated_at, device_id, deleted FROM versions ORDER BY kind, id'),
    ];
    const before = all();
    await samedi(home, ['status']);
    expect(all()).toEqual(before);
    expect(rows(home, 'SELECT max(version) AS v FROM schema_migrations')).toEqual([{ v: 5 }]);
    const copy = new DatabaseSync(join(home, 'sessions.db.bak'));
    onTestFinished(() => copy.close());
    expect(copy.prepare('SELECT max(version) AS v FROM schema_migrations').get()?.['v']).toBe(2);
    await rate(home, 3);
    expect(logOf(home)).toEqual([3]);
  });

  test('gets the reviews that it was sent before it knew them', async () => {
    const [laptop, desktop] = await twoHomes();
    await rate(laptop, 3);
    await samedi(laptop, ['sync']);
    await samedi(desktop, ['sync']);
    makeOlder(desktop, 2);
    await samedi(desktop, ['sync']);
    expect(logOf(desktop)).toEqual([3]);
    await expectAgreement(laptop, desktop);
  });
});
