import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import type { SyncRequest } from '../../src/lib/wire/sync.ts';
import { cardEdit, deletion, reviewEdit } from '../support/worker/records.ts';
import { laptop, phone, round } from '../support/worker/rounds.ts';
import { addUser, codeOf, NOW } from '../support/worker/world.ts';

describe('conflicts', () => {
  test('the version that loses is kept and travels to every device', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 200, { answer: 'laptop' })] });
    const met = await round(phone, { cards: [cardEdit('c1', 100, { answer: 'phone' })] });
    expect(met.conflicts).toMatchObject([
      {
        action: 'create',
        kind: 'cards',
        record_id: 'c1',
        updated_at: 100,
        device: 'phone',
        data: { answer: 'phone' },
        detected_at: NOW,
      },
    ]);
    expect((await round(laptop, { cursor: 1 })).conflicts).toEqual(met.conflicts);
  });

  test('where the newcomer wins, the stored version is kept', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 100, { answer: 'laptop' })] });
    const met = await round(phone, { cards: [cardEdit('c1', 200, { answer: 'phone' })] });
    expect(met.conflicts).toMatchObject([{ device: 'laptop', data: { answer: 'laptop' } }]);
  });

  test('an edit that knew the other is a succession', async () => {
    await addUser('ada', 'laptop', 'phone');
    const known = cardEdit('c1', 100, { answer: 'laptop' });
    await round(laptop, { cards: [known] });
    const met = await round(phone, { cards: [cardEdit('c1', 200, { answer: 'phone' }, known)] });
    expect(met.conflicts).toEqual([]);
  });

  test('the same edit made twice is none', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 100)] });
    expect((await round(phone, { cards: [cardEdit('c1', 200)] })).conflicts).toEqual([]);
  });

  test('two ratings of one card are none: its reviews are kept, and the schedule follows', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 100)] });
    await round(phone);
    const rated = (days: number) => ({ interval_days: days, repetitions: 1, ease_factor: 2.6 });
    await round(laptop, {
      reviews: [reviewEdit('r1', 200)],
      cards: [cardEdit('c1', 200, rated(1), cardEdit('c1', 100))],
    });
    const met = await round(phone, {
      cursor: 1,
      reviews: [reviewEdit('r2', 150, { rating: 4 })],
      cards: [cardEdit('c1', 150, rated(6), cardEdit('c1', 100))],
    });
    expect(met).toMatchObject({ conflicts: [], reviews: [{ id: 'r1' }], stale: [{ id: 'c1' }] });
    expect((await round(laptop, { cursor: 3 })).reviews).toMatchObject([{ id: 'r2' }]);
  });

  test('a rating against another text is one, whichever wins', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 100), cardEdit('c2', 100)] });
    await round(phone);
    await round(laptop, {
      cards: ['c1', 'c2'].map((id) => cardEdit(id, 200, { interval_days: 6 }, cardEdit(id, 100))),
    });
    const met = await round(phone, {
      cursor: 2,
      cards: [
        cardEdit('c1', 150, { answer: 'phone' }, cardEdit('c1', 100)),
        cardEdit('c2', 250, { answer: 'phone' }, cardEdit('c2', 100)),
      ],
    });
    expect(met.conflicts).toMatchObject([
      { record_id: 'c1', device: 'phone', data: { answer: 'phone' } },
      { record_id: 'c2', device: 'laptop', data: { interval_days: 6 } },
    ]);
  });

  test('a rating against a deletion is one', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 100)] });
    await round(phone);
    await round(laptop, {
      cards: [deletion('cards', 'c1', 300, { knowing: [cardEdit('c1', 100)] })],
    });
    const cards = [cardEdit('c1', 200, { interval_days: 6 }, cardEdit('c1', 100))];
    const met = await round(phone, { cursor: 1, cards });
    expect(met.conflicts).toMatchObject([{ record_id: 'c1', data: { interval_days: 6 } }]);
  });

  test('two versions of one device and time are two, as two homes made that were copied', async () => {
    await addUser('ada', 'laptop', 'phone');
    const home = cardEdit('c1', 100, { answer: 'the home' });
    const copy = cardEdit('c1', 100, { answer: 'the copy' });
    const [winner, loser] = home.version > copy.version ? [home, copy] : [copy, home];
    await round(laptop, { cards: [home] });
    const met = await round(laptop, { cards: [copy] });
    expect(met.conflicts).toMatchObject([{ version: loser.version, device: 'laptop' }]);
    expect((await round(phone)).cards).toMatchObject([{ version: winner.version }]);
    const again = await round(phone, { cards: [{ ...loser, device: 'laptop' }] });
    expect(again.conflicts).toEqual(met.conflicts);
  });

  test('a successor that loses, as by a clock that went back in a home without triggers, is kept as well', async () => {
    await addUser('ada', 'laptop', 'phone');
    const first = cardEdit('c1', 100, { answer: 'first' });
    await round(laptop, { cards: [first] });
    const met = await round(laptop, { cards: [cardEdit('c1', 50, { answer: 'next' }, first)] });
    expect(met).toMatchObject({
      stale: [{ id: 'c1', conflict: true }],
      conflicts: [{ data: { answer: 'next' } }],
    });
  });

  test('a late repetition of a version that others built upon is none', async () => {
    await addUser('ada', 'laptop', 'phone');
    const first = cardEdit('c1', 100, { answer: 'laptop' });
    const second = cardEdit('c1', 200, { answer: 'phone' }, first);
    const third = cardEdit('c1', 300, { answer: 'phone again' }, second);
    const sent = { cards: [first] };
    await round(laptop, sent);
    await round(phone, { cursor: 1, cards: [second] });
    await round(phone, { cursor: 2, cards: [third] });
    const again = await round(laptop, sent);
    expect(again.conflicts).toEqual([]);
    expect(again.cards).toMatchObject([{ data: { answer: 'phone again' } }]);
  });

  test('a deletion that loses against an edit, and one that wins, are kept like any other', async () => {
    await addUser('ada', 'laptop', 'phone');
    const gone = (id: string, at: number) => deletion('cards', id, at, { by: 'phone' });
    await round(laptop, { cards: [cardEdit('kept', 200), cardEdit('gone', 100)] });
    const met = await round(phone, { cards: [gone('kept', 100), gone('gone', 200)] });
    expect(met.conflicts).toMatchObject([
      { record_id: 'kept', device: 'phone', data: null },
      { record_id: 'gone', device: 'laptop', data: { answer: 'One variable.' } },
    ]);
    expect(met.cards).toMatchObject([{ id: 'kept', action: 'update' }]);
  });

  test('dropping one drops it everywhere, once', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 200, { answer: 'laptop' })] });
    const met = await round(phone, { cards: [cardEdit('c1', 100, { answer: 'phone' })] });
    const conflicts = met.conflicts.map(({ id }) => ({ action: 'delete' as const, id }));
    const dropped = await round(phone, { cursor: met.cursor, conflicts });
    expect(dropped.cursor).toBe(met.cursor + 1);
    expect((await round(phone, { cursor: dropped.cursor, conflicts })).cursor).toBe(dropped.cursor);
    expect((await round(laptop, { cursor: 1 })).conflicts).toMatchObject([
      { action: 'delete', data: null },
    ]);
  });

  test('that a restored database has forgotten are taken from a device, once, and travel on', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 200, { answer: 'laptop' })] });
    const met = await round(phone, { cards: [cardEdit('c1', 100, { answer: 'phone' })] });
    await env.DB.prepare('DELETE FROM conflicts').run();
    const conflicts = met.conflicts as SyncRequest['conflicts'];
    const offered = await round(phone, { cursor: met.cursor, conflicts });
    expect(offered.cursor).toBe(met.cursor + 1);
    expect((await round(phone, { cursor: offered.cursor, conflicts })).cursor).toBe(offered.cursor);
    expect((await round(laptop, { cursor: 1 })).conflicts).toEqual(met.conflicts);
  });

  test.each([
    ['another id', { id: 'cards:c2:100' }],
    ['data of another shape', { data: { answer: 1 } }],
  ])('with %s than its version has are not taken', async (_, wrong) => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 200, { answer: 'laptop' })] });
    const met = await round(phone, { cards: [cardEdit('c1', 100, { answer: 'phone' })] });
    const conflicts = [{ ...met.conflicts[0], ...wrong }] as SyncRequest['conflicts'];
    expect(await codeOf(round(phone, { conflicts }))).toBe('invalid_input');
  });

  test('are taken with the fields that they have, and no others', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 200, { answer: 'laptop' })] });
    const met = await round(phone, { cards: [cardEdit('c1', 100, { answer: 'phone' })] });
    await env.DB.prepare('DELETE FROM conflicts').run();
    const deep = JSON.parse('['.repeat(2_000) + ']'.repeat(2_000));
    const data = Object.assign({ deep }, met.conflicts[0]?.data);
    const conflicts = [{ ...met.conflicts[0], data }] as SyncRequest['conflicts'];
    await round(phone, { cursor: met.cursor, conflicts });
    expect((await round(laptop, { cursor: 1 })).conflicts).toEqual(met.conflicts);
  });

  test('of a record with the longest id can be read, and dropped', async () => {
    await addUser('ada', 'laptop', 'phone');
    const id = 'x'.repeat(200);
    await round(laptop, { cards: [cardEdit(id, 200, { answer: 'laptop' })] });
    const met = await round(phone, { cards: [cardEdit(id, 100, { answer: 'phone' })] });
    const conflicts = met.conflicts.map((one) => ({ action: 'delete' as const, id: one.id }));
    expect((await round(phone, { cursor: met.cursor, conflicts })).cursor).toBe(met.cursor + 1);
  });

  test('are forgotten after 90 days, when the next one comes', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 200), cardEdit('c2', 200)] });
    await round(phone, { cards: [cardEdit('c1', 100, { answer: 'old' })] });
    const phoneOn = (days: number) => ({ ...phone, now: () => NOW + days * 86_400_000 });
    // Its sign-in would end without use.
    for (const days of [29, 58, 87]) await round(phoneOn(days));
    await round(phoneOn(91), { cards: [cardEdit('c2', 100, { answer: 'new' })] });
    const kept = await env.DB.prepare('SELECT record_id FROM conflicts').all();
    expect(kept.results).toEqual([{ record_id: 'c2' }]);
  });
});
