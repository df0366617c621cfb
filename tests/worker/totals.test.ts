import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { D1Migration } from '@cloudflare/vitest-plugin';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardData, reviewData, sessionData } from './records.ts';

/** A change of one of a few records of two users: new contents, a tombstone, or the row gone altogether. */
const change = fc.record({
  userId: fc.constantFrom('ada', 'bob'),
  id: fc.constantFrom('1', '2', '3', '4'),
  plan_id: fc.constantFrom('rust', 'piano'),
  day: fc.constantFrom('2026-01-01', '2026-12-31', '2024-12-31', '2026-03-02'),
  number: fc.constantFrom(0, 1, 21, 45),
  started_at: fc.constantFrom(0, -1, 1_700_000_000_000, 1_700_000_000_000 + 7_200_000),
  utc_offset_minutes: fc.constantFrom(0, 120, -570),
  step: fc.constantFrom('write', 'write', 'write', 'running', 'tombstone', 'remove'),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

const upsert = (
  table: string,
) => `INSERT INTO ${table} (user_id, id, data, updated_at, device_id, seq)
  VALUES (?1, ?2, ?3, 1, 'd', 1) ON CONFLICT (user_id, id) DO UPDATE SET data = excluded.data, seq = seq + 1`;

function statements({
  userId,
  id,
  plan_id,
  day,
  number,
  step,
  ...start
}: Change): D1PreparedStatement[] {
  if (step === 'remove') {
    return ['sessions', 'cards', 'reviews'].map((table) =>
      env.DB.prepare(`DELETE FROM ${table} WHERE user_id = ?1 AND id = ?2`).bind(userId, id),
    );
  }
  const minutes = step === 'running' ? null : number;
  const session =
    step === 'tombstone' ? null : JSON.stringify(sessionData({ plan_id, day, minutes, ...start }));
  const reviewed = { next_review: day, interval_days: number, last_review: number ? day : null };
  const card = step === 'tombstone' ? null : JSON.stringify(cardData({ plan_id, ...reviewed }));
  const rating = number === 0 ? 1 : number === 1 ? 2 : number === 21 ? 3 : 4;
  const review = step === 'tombstone' ? null : JSON.stringify(reviewData({ plan_id, day, rating }));
  return [
    env.DB.prepare(upsert('reviews')).bind(userId, id, review),
    env.DB.prepare(upsert('sessions')).bind(userId, id, session),
    env.DB.prepare(upsert('cards')).bind(userId, id, card),
  ];
}

/** Each total, and the same counted from the records. */
const recounts: Record<string, [total: string, recount: string]> = {
  days: [
    'SELECT user_id, day, plan_id, minutes, sessions FROM day_totals ORDER BY 1, 2, 3',
    `SELECT user_id, data->>'day' AS day, data->>'plan_id' AS plan_id, sum(data->>'minutes') AS minutes, count(*) AS sessions
      FROM sessions WHERE data->>'minutes' IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  ],
  stretches: [
    `SELECT user_id, day, plan_id, key AS stretch, value AS times
      FROM day_totals, json_each(stretches) ORDER BY 1, 2, 3, 4`,
    `SELECT user_id, data->>'day' AS day, data->>'plan_id' AS plan_id,
        (strftime('%H', at) * 60 + strftime('%M', at)) || '+' || (data->>'minutes') AS stretch, count(*) AS times
      FROM (SELECT *, datetime(floor((data->>'started_at') / 1000.0) + (data->>'utc_offset_minutes') * 60, 'unixepoch') AS at
        FROM sessions) WHERE data->>'minutes' IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  ],
  plans: [
    'SELECT user_id, plan_id, minutes, sessions FROM plan_totals ORDER BY 1, 2',
    `SELECT user_id, data->>'plan_id' AS plan_id, sum(data->>'minutes') AS minutes, count(*) AS sessions
      FROM sessions WHERE data->>'minutes' IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  ],
  years: [
    `SELECT user_id, year || '-' || key AS day, value->>0 AS minutes, value->>1 AS sessions
      FROM year_totals, json_each(days) ORDER BY 1, 2`,
    `SELECT user_id, data->>'day' AS day, sum(data->>'minutes') AS minutes, count(*) AS sessions
      FROM sessions WHERE data->>'minutes' IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  ],
  due: [
    'SELECT user_id, day, plan_id, cards FROM due_days ORDER BY 1, 2, 3',
    `SELECT user_id, data->>'next_review' AS day, data->>'plan_id' AS plan_id, count(*) AS cards
      FROM cards WHERE data IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  ],
  reviews: [
    'SELECT user_id, day, plan_id, reviews, passed FROM review_days ORDER BY 1, 2, 3',
    `SELECT user_id, data->>'day' AS day, data->>'plan_id' AS plan_id, count(*) AS reviews,
      sum(data->>'rating' >= 3) AS passed FROM reviews WHERE data IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  ],
  cards: [
    'SELECT user_id, plan_id, new, learning, mature FROM card_counts ORDER BY 1, 2',
    `SELECT user_id, data->>'plan_id' AS plan_id, sum(state = 'new') AS new, sum(state = 'learning') AS learning,
      sum(state = 'mature') AS mature FROM cards WHERE data IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  ],
};

const rows = async (sql: string) =>
  (await env.DB.prepare(sql).all<Record<string, string>>()).results;

test('totals equal a recount after any mix of inserts, updates, deletes and tombstones', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 30 }), async (changes) => {
      await env.DB.batch(changes.flatMap(statements));
      for (const [name, [total, recount]] of Object.entries(recounts)) {
        expect(await rows(total), name).toEqual(await rows(recount));
      }
    }),
    { numRuns: 60 },
  );
});

test('a year without learning is no row', async () => {
  await env.DB.prepare(upsert('sessions')).bind('ada', '1', JSON.stringify(sessionData())).run();
  expect(await rows('SELECT year FROM year_totals')).toEqual([{ year: '2026' }]);
  await env.DB.prepare(upsert('sessions')).bind('ada', '1', null).run();
  expect(await rows('SELECT year FROM year_totals')).toEqual([]);
});

test('what was stored before day totals knew when sessions began is counted, too', async () => {
  const { TEST_MIGRATIONS: all } = env as unknown as { TEST_MIGRATIONS: D1Migration[] };
  await reset();
  const before = all.slice(
    0,
    all.findIndex(({ name }) => name.includes('stretches')),
  );
  await applyD1Migrations(env.DB, before);
  const insert = (id: string, minutes: number) =>
    env.DB.prepare(upsert('sessions')).bind('ada', id, JSON.stringify(sessionData({ minutes })));
  await env.DB.batch([insert('1', 45), insert('2', 45), insert('3', 10)]);
  await applyD1Migrations(env.DB, all);
  expect(await rows('SELECT stretches FROM day_totals')).toEqual([
    { stretches: '{"1140+10":1,"1140+45":2}' },
  ]);
});
