import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { syncRound } from '../../src/api/sync/round.ts';
import { SyncResponse } from '../../src/lib/wire.ts';
import { cardEdit } from './records.ts';
import { addUser, contextAs, NOW } from './world.ts';

const devices = ['laptop', 'desktop', 'phone'] as const;

/** An edit or deletion of one of a few cards by a device whose clock says what it likes, knowing nothing of the others. */
const edit = fc.record({
  device: fc.constantFrom(...devices),
  id: fc.constantFrom('a', 'b', 'c'),
  updatedAt: fc.integer({ min: 1, max: 6 }),
  deleted: fc.boolean(),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

const versionOf = ({ device, id, updatedAt, deleted }: Edit) =>
  deleted
    ? { action: 'delete' as const, id, updated_at: updatedAt, base: 0 }
    : cardEdit(id, updatedAt, { answer: `${device} ${updatedAt}` });

/** A device never writes two versions of one record with the same time (rule 3). */
const distinct = (edits: Edit[]) => [
  ...new Map(edits.map((e) => [`${e.device} ${e.id} ${e.updatedAt}`, e])).values(),
];

beforeEach(() => addUser('ada', ...devices));

async function deliver(edits: Edit[]): Promise<void> {
  for (const device of devices) {
    const cards = edits.filter((e) => e.device === device).map(versionOf);
    if (cards.length > 0) await round(device, cards);
  }
}

async function round(deviceId: string, cards: unknown[], cursor = 0): Promise<SyncResponse> {
  const ctx = contextAs({ userId: 'ada', deviceId });
  const text = await syncRound(ctx, { protocol: 1, epoch: 'epoch-ada', cursor, cards } as never);
  return SyncResponse.parse(JSON.parse(text));
}

async function forget(): Promise<void> {
  await env.DB.batch([
    env.DB.prepare('DELETE FROM cards'),
    env.DB.prepare('DELETE FROM conflicts'),
    env.DB.prepare(`UPDATE users SET head = 0, created_at = ${NOW}`),
    env.DB.prepare('UPDATE devices SET cursor = 0'),
  ]);
}

const stored = async () => {
  const all = env.DB.prepare('SELECT id, data, updated_at, device_id FROM cards ORDER BY id');
  return (await all.all<{ id: string; updated_at: number }>()).results;
};

test('any order, grouping and repetition of the same edits ends in the same records', async () => {
  const arrangement = fc
    .array(edit, { minLength: 1, maxLength: 12 })
    .map(distinct)
    .chain((edits) =>
      fc.tuple(
        fc.shuffledSubarray(edits, { minLength: edits.length }),
        fc.array(fc.constantFrom(...edits), { maxLength: 6 }),
        fc.integer({ min: 1, max: 4 }),
      ),
    );
  await fc.assert(
    fc.asyncProperty(arrangement, async ([edits, again, size]) => {
      await forget();
      await deliver(edits);
      const once = await stored();
      await forget();
      for (let i = 0; i < edits.length; i += size) await deliver(edits.slice(i, i + size));
      await deliver(again);
      expect(await stored()).toEqual(once);
    }),
    { numRuns: 40 },
  );
});

test("each device's last version of a record is the record, or kept as a conflict", async () => {
  // Contents differ; two devices that made the same change have nothing to lose.
  const edits = fc
    .array(edit, { minLength: 1, maxLength: 12 })
    .map((all) =>
      distinct(all.map((e) => ({ ...e, deleted: false }))).toSorted(
        (a, b) => a.updatedAt - b.updatedAt,
      ),
    );
  await fc.assert(
    fc.asyncProperty(edits, async (inOrder) => {
      await forget();
      for (const one of inOrder) await deliver([one]);
      const kept = await env.DB.prepare(
        'SELECT id, updated_at, device_id FROM cards UNION SELECT record_id, updated_at, device_id FROM conflicts',
      ).all();
      const last = new Map(inOrder.map((e) => [`${e.device} ${e.id}`, e]));
      for (const { id, updatedAt, device } of last.values()) {
        expect(kept.results).toContainEqual({ id, updated_at: updatedAt, device_id: device });
      }
    }),
    { numRuns: 40 },
  );
});

test('a device that pulls page after page ends with what the server holds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { minLength: 1, maxLength: 12 }).map(distinct),
      async (edits) => {
        await forget();
        const mirror = new Map<string, number>();
        let cursor = 0;
        for (const one of edits) {
          await deliver([{ ...one, device: one.device === 'phone' ? 'laptop' : one.device }]);
          const answer = await round('phone', [], cursor);
          for (const card of answer.cards) mirror.set(card.id, card.updated_at);
          cursor = answer.cursor;
        }
        expect(Object.fromEntries(mirror)).toEqual(
          Object.fromEntries((await stored()).map((row) => [row.id, row.updated_at])),
        );
      },
    ),
    { numRuns: 30 },
  );
});
