import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { reviewTime, scheduleFrom } from '../../src/lib/reviews/log.ts';
import { newSchedule, type Rating } from '../../src/lib/reviews/sm2.ts';
import type { Delta } from '../../src/lib/wire/deltas.ts';
import type { CardData } from '../../src/lib/wire/records.ts';
import type { SyncResponse } from '../../src/lib/wire/sync.ts';
import { cardData, cardEdit, deletion, reviewEdit } from '../support/worker/records.ts';
import { round as roundOf } from '../support/worker/rounds.ts';
import { addUser, contextAs, NOW } from '../support/worker/world.ts';

const devices = ['laptop', 'desktop', 'phone'] as const;

/**
 * An edit or deletion of one of a few cards by a device whose clock says what it likes, knowing nothing of the others.
 */
const edit = fc.record({
  device: fc.constantFrom(...devices),
  id: fc.constantFrom('a', 'b', 'c'),
  updatedAt: fc.integer({ min: 1, max: 6 }),
  deleted: fc.boolean(),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

const versionOf = ({ device, id, updatedAt, deleted }: Edit) =>
  deleted
    ? deletion('cards', id, updatedAt, { by: device })
    : cardEdit(id, updatedAt, { answer: `${device} ${updatedAt}` });

/** A device never writes two versions of one record with the same time (rule 3). */
const distinct = (edits: Edit[]) => [
  ...new Map(edits.map((e) => [`${e.device} ${e.id} ${e.updatedAt}`, e])).values(),
];

beforeEach(() => addUser('ada', ...devices));

/** As few as there can be, with each record once. */
function rounds(edits: Edit[]): Edit[][] {
  const all: Edit[][] = [];
  for (const edit of edits) {
    const open = all.find((round) => !round.some(({ id }) => id === edit.id));
    if (open) open.push(edit);
    else all.push([edit]);
  }
  return all;
}

async function deliver(edits: Edit[]): Promise<void> {
  for (const device of devices) {
    // A home has one version of a record, so it offers one in a round.
    for (const cards of rounds(edits.filter((e) => e.device === device))) {
      await round(device, { cards: cards.map(versionOf) });
    }
  }
}

function round(
  deviceId: string,
  request: { cards?: unknown[]; reviews?: unknown[]; cursor?: number },
): Promise<SyncResponse> {
  return roundOf(contextAs({ userId: 'ada', deviceId }), request);
}

async function forget(): Promise<void> {
  await env.DB.batch([
    env.DB.prepare('DELETE FROM cards'),
    env.DB.prepare('DELETE FROM reviews'),
    env.DB.prepare('DELETE FROM conflicts'),
    env.DB.prepare(`UPDATE users SET head = 0, digest = 0, created_at = ${NOW}`),
    env.DB.prepare("UPDATE devices SET cursor = 0, told = ',0:0,'"),
  ]);
}

const stored = async () => {
  const all = env.DB.prepare('SELECT id, data, updated_at, device_id FROM cards ORDER BY id');
  return (await all.all<{ id: string; data: string; updated_at: number }>()).results;
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
          const answer = await round('phone', { cursor });
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

describe('a card that several devices rate', () => {
  const START = newSchedule('2026-11-01');

  /** As much of a device as it takes: a card, its reviews, and what of them is unsent. */
  class Device {
    readonly name: string;
    private readonly clock: number;
    private cursor = 0;
    card: Delta<'cards'> & { data: object } = cardEdit('c1', 1, START) as never;
    readonly reviews = new Map<string, Delta<'reviews'>>();
    private unsent: Delta<'reviews'>[] = [];
    private cardUnsent = false;

    constructor(name: string, clock: number) {
      this.name = name;
      this.clock = clock;
    }

    log() {
      return [...this.reviews.values()].flatMap((one) =>
        one.action === 'delete' ? [] : [{ id: one.id, ...one.data }],
      );
    }

    rate(rating: Rating): void {
      const id = `${this.name}-${this.reviews.size}`;
      const { ease_factor, interval_days, repetitions, next_review, last_review } = this.card
        .data as CardData;
      const before = { ease_factor, interval_days, repetitions, next_review, last_review };
      const reviewed_at = reviewTime(this.clock, this.log());
      const review = reviewEdit(id, this.clock, { rating, reviewed_at, before });
      this.reviews.set(id, review);
      this.unsent.push(review);
      this.reschedule();
    }

    async sync(): Promise<void> {
      do {
        const cards = this.cardUnsent ? [this.card] : [];
        const answer = await round(this.name, { cards, reviews: this.unsent, cursor: this.cursor });
        this.cursor = answer.cursor;
        this.unsent = [];
        this.cardUnsent = false;
        for (const review of answer.reviews) this.reviews.set(review.id, review);
        for (const card of answer.cards) this.card = card as never;
        this.reschedule();
      } while (this.cardUnsent);
    }

    private reschedule(): void {
      const next = { ...this.card.data, ...scheduleFrom(this.log()) };
      if (JSON.stringify(next) === JSON.stringify(this.card.data)) return;
      const updated_at = Math.max(this.clock, this.card.updated_at + 1);
      this.card = cardEdit('c1', updated_at, next, this.card) as never;
      this.cardUnsent = true;
    }
  }

  test('has one schedule in the end, in which every rating counts, and no conflict', async () => {
    const step = fc.record({
      device: fc.constantFrom(0, 1, 2),
      rating: fc.constantFrom<Rating | null>(1, 2, 3, 4, null),
    });
    const world = fc.record({
      steps: fc.array(step, { minLength: 1, maxLength: 15 }),
      clocks: fc.tuple(...devices.map(() => fc.integer({ min: 1, max: 4 }))),
    });
    await fc.assert(
      fc.asyncProperty(world, async ({ steps, clocks }) => {
        await forget();
        const all = devices.map((name, i) => new Device(name, clocks[i] ?? 1));
        await round('laptop', { cards: [all[0]!.card] });
        for (const one of all) await one.sync();
        for (const { device, rating } of steps) {
          if (rating === null) await all[device]!.sync();
          else all[device]!.rate(rating);
        }
        for (const one of [...all, ...all]) await one.sync();
        const rated = steps.filter(({ rating }) => rating !== null).map(({ rating }) => rating);
        const [one] = all;
        expect(
          one!
            .log()
            .map(({ rating }) => rating)
            .sort(),
        ).toEqual(rated.sort());
        const schedule = scheduleFrom(one!.log()) ?? START;
        for (const { card } of all) expect(card.data).toEqual({ ...cardData(), ...schedule });
        const [held] = await stored();
        expect(JSON.parse(String(held?.data))).toEqual({ ...cardData(), ...schedule });
        expect((await env.DB.prepare('SELECT id FROM conflicts').all()).results).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
