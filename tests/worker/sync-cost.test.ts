import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { metered, noCost } from '../../src/api/metering.ts';
import { syncRound } from '../../src/api/sync/round.ts';
import type { SyncRequest } from '../../src/lib/wire/sync.ts';
import { cardEdit, reviewEdit, sessionEdit } from '../support/worker/records.ts';
import { addUser, contextAs } from '../support/worker/world.ts';

async function costOf(request: Partial<SyncRequest>) {
  const cost = noCost();
  const db = metered(env.DB, cost);
  const ctx = contextAs({ userId: 'ada', deviceId: 'laptop' }, { db });
  const known = await env.DB.prepare('SELECT head, digest FROM users').first();
  await syncRound(ctx, { protocol: 2, epoch: 'epoch-ada', known, ...request } as never);
  return cost;
}

/** Fills the tables with `count` records each; the head is 3 × count. */
async function fill(count: number) {
  const laptop = contextAs({ userId: 'ada', deviceId: 'laptop' });
  for (let from = 0; from < count; from += 250) {
    const ids = Array.from({ length: Math.min(250, count - from) }, (_, i) => from + i);
    await syncRound(laptop, {
      protocol: 2,
      epoch: 'epoch-ada',
      cursor: 0,
      known: null,
      reviews: ids.map((i) =>
        reviewEdit(`r${i}`, 100, { card_id: `c${i}`, day: `2025-03-${10 + (i % 20)}` }),
      ),
      cards: ids.map(filledCard),
      sessions: ids.map((i) =>
        sessionEdit(`s${i}`, 100, { started_at: i, day: `2025-03-${10 + (i % 20)}` }),
      ),
    } as never);
  }
  return 3 * count;
}

const filledCard = (i: number) =>
  cardEdit(`c${i}`, 100, { next_review: `2026-12-${10 + (i % 20)}` });

describe.each([10, 2_000])('with %d sessions and as many cards and reviews', (count) => {
  let cursor = 0;
  beforeEach(async () => {
    await addUser('ada', 'laptop', 'phone');
    cursor = await fill(count);
  });

  test('a round in which nothing changed: one trip, 6 rows read, none written', async () => {
    const cost = await costOf({ cursor });
    expect(cost).toMatchObject({ trips: 1, rowsRead: 6, rowsWritten: 0 });
  });

  test('a card that was rated: one trip, at most 24 rows read and 9 written', async () => {
    const rated = {
      next_review: '2027-01-05',
      interval_days: 30,
      repetitions: 4,
      last_review: '2026-11-21',
    };
    const cost = await costOf({ cursor, cards: [cardEdit('c3', 200, rated, filledCard(3))] });
    expect(cost.trips).toBe(1);
    expect(cost.rowsRead).toBeLessThanOrEqual(24);
    expect(cost.rowsWritten).toBeLessThanOrEqual(9);
  });

  test('a review with its card: one trip, at most 28 rows read and 11 written', async () => {
    const rated = {
      next_review: '2027-01-05',
      interval_days: 30,
      repetitions: 4,
      last_review: '2026-11-21',
    };
    const cost = await costOf({
      cursor,
      reviews: [reviewEdit('new', 200, { card_id: 'c3' })],
      cards: [cardEdit('c3', 200, rated, filledCard(3))],
    });
    expect(cost.trips).toBe(1);
    expect(cost.rowsRead).toBeLessThanOrEqual(28);
    expect(cost.rowsWritten).toBeLessThanOrEqual(11);
  });

  test('a session on a new day: one trip, at most 24 rows read and 9 written', async () => {
    const cost = await costOf({
      cursor,
      sessions: [sessionEdit('new', 200, { day: '2026-11-21' })],
    });
    expect(cost.trips).toBe(1);
    expect(cost.rowsRead).toBeLessThanOrEqual(24);
    expect(cost.rowsWritten).toBeLessThanOrEqual(9);
  });

  test.each([
    // Read, written; one that moves counts in two places.
    ['took longer', { minutes: 50 }, 24, 9],
    ['began later', { started_at: 60_000_000 }, 24, 9],
    ['is of another plan', { plan_id: 'piano' }, 27, 13],
    ['is of another day', { day: '2026-11-21' }, 27, 13],
  ])(
    'a session that %s: %j reads at most %d rows and writes %d',
    async (_, changes, read, written) => {
      const before = { started_at: 3, day: '2025-03-13' };
      const cost = await costOf({
        cursor,
        sessions: [
          sessionEdit('s3', 200, { ...before, ...changes }, sessionEdit('s3', 100, before)),
        ],
      });
      expect(cost.trips).toBe(1);
      expect(cost.rowsRead).toBeLessThanOrEqual(read);
      expect(cost.rowsWritten).toBeLessThanOrEqual(written);
    },
  );

  test('a repeated round writes nothing', async () => {
    const cards = [cardEdit('c3', 200, { next_review: '2027-01-05' }, filledCard(3))];
    await costOf({ cursor, cards });
    expect((await costOf({ cursor, cards })).rowsWritten).toBe(0);
  });
});

test('a full round is a handful of statements', async () => {
  await addUser('ada', 'laptop');
  const cards = Array.from({ length: 1000 }, (_, i) => cardEdit(`c${i}`, 100));
  const cost = await costOf({ cursor: 0, cards });
  expect(cost.statements).toBeLessThanOrEqual(8);
  expect(await env.DB.prepare('SELECT head FROM users').first('head')).toBe(1000);
});
