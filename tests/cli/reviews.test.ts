import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { writeFirstVersionHome } from './first-version-home.ts';
import {
  anyEmail,
  change,
  errorOf,
  newHome,
  rows,
  samedi,
  samediJson,
  signedInHome,
} from './homes.ts';

const url = inject('url');
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 20, 12);
const at = (ms: number) => ({ SAMEDI_NOW: String(ms) });

interface Stats {
  range: { reviews: object };
}

const SCHEDULE = 'ease_factor, interval_days, repetitions, next_review, last_review';
const scheduleOf = (home: string, id = 'card-2') =>
  rows(home, `SELECT ${SCHEDULE} FROM cards WHERE id = '${id}'`)[0];
const logOf = (home: string, id = 'card-2') =>
  rows(home, `SELECT rating FROM reviews WHERE card_id = '${id}' ORDER BY reviewed_at, id`).map(
    ({ rating }) => rating,
  );
const rate = (home: string, rating: number, ms = NOW, id = 'card-2') =>
  samedi(home, ['card', 'rate', id, String(rating)], at(ms));

async function firstVersionHome(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  return home;
}

async function twoHomes(): Promise<[laptop: string, desktop: string]> {
  const email = anyEmail();
  const laptop = await signedInHome(url, email, await firstVersionHome());
  await samedi(laptop, ['sync']);
  const desktop = await signedInHome(url, email);
  await samedi(desktop, ['sync']);
  return [laptop, desktop];
}

async function expectAgreement(...homes: string[]): Promise<void> {
  for (const home of homes) {
    const all = await samediJson<{ differences: unknown[] }[]>(home, ['sync', 'verify']);
    expect(all.flatMap(({ differences }) => differences)).toEqual([]);
    expect(await samediJson(home, ['sync', 'conflicts'])).toEqual([]);
  }
}

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
    await samedi(home, ['plan', 'delete', 'french-b1']);
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
  /** Takes away what this version added. */
  function makeOlder(home: string): void {
    change(
      home,
      `DROP TABLE reviews; DROP TABLE unscheduled; DROP TRIGGER samedi_cards_deleted_reviews; DROP TRIGGER samedi_cards_rated;
       DELETE FROM versions WHERE kind = 'reviews'; DELETE FROM schema_migrations WHERE version = 3;`,
    );
  }

  test('is copied, then upgraded in place, and keeps all that it has', async () => {
    const home = await firstVersionHome();
    await samedi(home, ['status']);
    makeOlder(home);
    const tables = ['cards', 'sessions', 'versions', 'session_days'];
    const all = () => tables.map((table) => rows(home, `SELECT * FROM ${table} ORDER BY id`));
    const before = all();
    await samedi(home, ['status']);
    expect(all()).toEqual(before);
    expect(rows(home, 'SELECT max(version) AS v FROM schema_migrations')).toEqual([{ v: 3 }]);
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
    makeOlder(desktop);
    await samedi(desktop, ['sync']);
    expect(logOf(desktop)).toEqual([3]);
    await expectAgreement(laptop, desktop);
  });
});
