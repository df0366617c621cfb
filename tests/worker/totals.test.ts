import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recounts } from '../support/recounts.ts';
import { cardData, reviewData, sessionData } from '../support/worker/records.ts';

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
) => `INSERT INTO ${table} (user_id, id, data, updated_at, device_id, seq, version)
  VALUES (?1, ?2, ?3, 1, 'd', 1, 1) ON CONFLICT (user_id, id) DO UPDATE SET data = excluded.data, seq = seq + 1`;

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
