import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { metered, noCost } from '../../src/api/metering.ts';
import { readWaiting } from '../../src/api/sync/waiting.ts';
import { Waiting } from '../../src/lib/wire/waiting.ts';
import { cardEdit, sessionEdit } from '../support/worker/records.ts';
import { laptop, phone, round } from '../support/worker/rounds.ts';
import { addUser, contextAs } from '../support/worker/world.ts';

async function filled(): Promise<void> {
  await addUser('ada', 'laptop', 'phone');
  await addUser('eve', 'other');
  await round(laptop, {
    cards: [cardEdit('c1', 1), cardEdit('c2', 1)],
    sessions: [sessionEdit('s1', 1)],
  });
}

test('counts what is newer than the cursor, by kind, in one trip and without a write', async () => {
  await filled();
  const cost = noCost();
  const ctx = { ...phone, db: metered(env.DB, cost) };
  const waiting = await readWaiting(ctx, { cursor: 0 });
  expect(Waiting.parse(waiting)).toEqual({
    reset: false,
    records: { plans: 0, sessions: 1, reviews: 0, cards: 2 },
  });
  expect(cost).toMatchObject({ trips: 1, rowsWritten: 0 });
  expect(cost.rowsRead).toBeLessThanOrEqual(10);
  const none = await readWaiting(laptop, { epoch: 'epoch-ada', cursor: 3 });
  expect(none.records).toEqual({ plans: 0, sessions: 0, reviews: 0, cards: 0 });
});

test("counts nothing of another user's", async () => {
  await filled();
  const eve = contextAs({ userId: 'eve', deviceId: 'other' });
  expect((await readWaiting(eve, { cursor: 0 })).records).toMatchObject({ sessions: 0, cards: 0 });
});

test.each([
  ['another epoch', { epoch: 'another', cursor: 3 }],
  ['no epoch, but a cursor', { cursor: 3 }],
  ['a cursor that was never given', { epoch: 'epoch-ada', cursor: 9 }],
])('%s means starting over', async (_, request) => {
  await filled();
  expect(await readWaiting(laptop, request)).toEqual({ reset: true, records: null });
});
