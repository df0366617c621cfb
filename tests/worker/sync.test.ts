import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import type { Context } from '../../src/api/context.ts';
import { syncRound } from '../../src/api/sync/round.ts';
import { type SyncRequest, SyncResponse } from '../../src/lib/wire/sync.ts';
import { cardEdit, planData, reviewEdit, sessionData, sessionEdit } from './records.ts';
import { addUser, contextAs, NOW } from './world.ts';

const laptop = contextAs({ userId: 'ada', deviceId: 'laptop' });
const phone = contextAs({ userId: 'ada', deviceId: 'phone' });

async function round(ctx: Context, request: Partial<SyncRequest> = {}): Promise<SyncResponse> {
  const text = await syncRound(ctx, {
    protocol: 1,
    epoch: 'epoch-ada',
    cursor: 0,
    ...request,
  } as never);
  return SyncResponse.parse(JSON.parse(text));
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error) => error.code,
  );

describe('a round', () => {
  test('gives each accepted delta the next sequence number, and the device the new head', async () => {
    await addUser('ada', 'laptop', 'phone');
    const first = await round(laptop, {
      sessions: [sessionEdit('s1', 100), sessionEdit('s2', 100)],
      cards: [cardEdit('c1', 100)],
    });
    expect(first).toMatchObject({ cursor: 3, more: false, reset: false, stale: [], rejected: [] });
    expect((await round(laptop, { cursor: 3, cards: [cardEdit('c2', 100)] })).cursor).toBe(4);
  });

  test('brings what others changed, and not what the device itself sent', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { sessions: [sessionEdit('s1', 100)] });
    const answer = await round(phone, { cards: [cardEdit('c1', 100)] });
    expect(answer.sessions).toEqual([
      {
        action: 'update',
        id: 's1',
        updated_at: 100,
        base: 1,
        device: 'laptop',
        data: sessionData(),
      },
    ]);
    expect(answer.cards).toEqual([]);
    expect(answer.cursor).toBe(2);
    expect(await round(phone, { cursor: 2 })).toMatchObject({ sessions: [], cards: [], cursor: 2 });
  });

  test('repeated a hundred times changes nothing', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(phone, { cards: [cardEdit('c1', 50, { answer: 'theirs' })] });
    const request = { cards: [cardEdit('c1', 100), cardEdit('c2', 100)] };
    const first = await round(laptop, request);
    const before = await dump();
    for (let i = 0; i < 100; i++) expect((await round(laptop, request)).cursor).toBe(first.cursor);
    expect(await dump()).toEqual(before);
  });

  test('with all that a round may hold, repeated a hundred times, changes nothing', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(phone, {
      plans: [{ action: 'create', id: 'piano', updated_at: 50, base: 0, data: planData() }],
      sessions: [sessionEdit('s1', 50), sessionEdit('s2', 150, { notes: 'theirs, and newer' })],
    });
    await round(laptop, { cards: [cardEdit('c1', 10)] });
    await round(phone, { cards: [cardEdit('c1', 20, { answer: 'theirs' })] });
    const request: Partial<SyncRequest> = {
      marks: { last: null, next: 'm1' },
      plans: [
        { action: 'delete', id: 'piano', updated_at: 100, base: 0 },
        { action: 'create', id: 'rust', updated_at: 100, base: 0, data: planData() },
      ],
      sessions: [sessionEdit('s1', 100, { minutes: 50 }), sessionEdit('s2', 100)],
      reviews: [reviewEdit('r1', 100), { action: 'delete', id: 'r2', updated_at: 100, base: 0 }],
      cards: [cardEdit('c1', 100, { next_review: '2027-01-01' })],
      conflicts: [{ action: 'delete', id: 'cards:c1:10:laptop' }],
      settings: {
        time_zone: 'Europe/Paris',
        week_starts_on: 0,
        day_starts_at_minutes: 240,
        weekly_goal_minutes: 300,
      },
    };
    const first = await round(laptop, request);
    expect(first.stale).toEqual([{ kind: 'sessions', id: 's2' }]);
    const before = await dump();
    for (let i = 0; i < 100; i++) expect((await round(laptop, request)).stale).toEqual(first.stale);
    expect(await dump()).toEqual(before);
  });

  test('keeps text as it is, whatever is in it', async () => {
    await addUser('ada', 'laptop', 'phone');
    const notes =
      'quote " backslash \\ newline \n tab \t null \u0000 emoji 🦀 rtl افغانستان </script>';
    await round(laptop, {
      sessions: [sessionEdit('s"1\\', 100, { notes })],
      plans: [
        {
          action: 'create',
          id: 'rust',
          updated_at: 100,
          base: 0,
          data: planData({ content: `\uFEFF${notes}\r\n` }),
        },
      ],
    });
    const answer = await round(phone);
    expect(answer.sessions[0]).toMatchObject({ id: 's"1\\', data: { notes } });
    expect(answer.plans[0]).toMatchObject({ data: { content: `\uFEFF${notes}\r\n` } });
  });
});

describe('which version wins', () => {
  test('the greater updated_at, in either order of arrival', async () => {
    for (const order of [
      [laptop, phone],
      [phone, laptop],
    ] as const) {
      await env.DB.batch([
        env.DB.prepare('DELETE FROM users'),
        env.DB.prepare('DELETE FROM devices'),
        env.DB.prepare('DELETE FROM cards'),
      ]);
      await addUser('ada', 'laptop', 'phone');
      for (const ctx of order) {
        const isLaptop = ctx === laptop;
        await round(ctx, {
          cards: [cardEdit('c1', isLaptop ? 200 : 100, { answer: isLaptop ? 'laptop' : 'phone' })],
        });
      }
      expect(await storedAnswer('c1')).toBe('laptop');
    }
  });

  test('at equal times the greater device id', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(phone, { cards: [cardEdit('c1', 100, { answer: 'phone' })] });
    const answer = await round(laptop, { cards: [cardEdit('c1', 100, { answer: 'laptop' })] });
    expect(await storedAnswer('c1')).toBe('phone');
    expect(answer.stale).toEqual([{ kind: 'cards', id: 'c1' }]);
    expect(answer.cards).toMatchObject([{ id: 'c1', data: { answer: 'phone' } }]);
  });

  test('clocks years off in either direction still give and get everything', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('past', 0), cardEdit('future', 253_402_300_799_999)] });
    expect((await round(phone)).cards.map((card) => card.id)).toEqual(['past', 'future']);
  });

  test('a version sent for another device keeps its author', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(phone, { cards: [cardEdit('c1', 100)] });
    await round(laptop);
    const before = await dump();
    await round(laptop, { cards: [{ ...cardEdit('c1', 100), device: 'phone' }] });
    expect(await dump()).toEqual(before);
  });
});

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
    const { cursor } = await round(laptop, { cards: [cardEdit('c1', 100, { answer: 'laptop' })] });
    const met = await round(phone, { cards: [cardEdit('c1', 200, { answer: 'phone' }, cursor)] });
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
      cards: [cardEdit('c1', 200, rated(1), 1)],
    });
    const met = await round(phone, {
      cursor: 1,
      reviews: [reviewEdit('r2', 150, { rating: 4 }, 1)],
      cards: [cardEdit('c1', 150, rated(6), 1)],
    });
    expect(met).toMatchObject({ conflicts: [], reviews: [{ id: 'r1' }], stale: [{ id: 'c1' }] });
    expect((await round(laptop, { cursor: 3 })).reviews).toMatchObject([{ id: 'r2' }]);
  });

  test('a rating against another text is one, whichever wins', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 100), cardEdit('c2', 100)] });
    await round(phone);
    await round(laptop, {
      cards: ['c1', 'c2'].map((id) => cardEdit(id, 200, { interval_days: 6 }, 2)),
    });
    const met = await round(phone, {
      cursor: 2,
      cards: [
        cardEdit('c1', 150, { answer: 'phone' }, 2),
        cardEdit('c2', 250, { answer: 'phone' }, 2),
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
    await round(laptop, { cards: [{ action: 'delete', id: 'c1', updated_at: 300, base: 1 }] });
    const cards = [cardEdit('c1', 200, { interval_days: 6 }, 1)];
    const met = await round(phone, { cursor: 1, cards });
    expect(met.conflicts).toMatchObject([{ record_id: 'c1', data: { interval_days: 6 } }]);
  });

  test('a late repetition of a version that others built upon is none', async () => {
    await addUser('ada', 'laptop', 'phone');
    const sent = { cards: [cardEdit('c1', 100, { answer: 'laptop' })] };
    const { cursor } = await round(laptop, sent);
    await round(phone);
    await round(phone, { cursor, cards: [cardEdit('c1', 200, { answer: 'phone' }, cursor)] });
    await round(phone, { cursor: 2, cards: [cardEdit('c1', 300, { answer: 'phone again' }, 2)] });
    const again = await round(laptop, sent);
    expect(again.conflicts).toEqual([]);
    expect(again.cards).toMatchObject([{ data: { answer: 'phone again' } }]);
  });

  test('a deletion that loses against an edit, and one that wins, are kept like any other', async () => {
    await addUser('ada', 'laptop', 'phone');
    const gone = (id: string, updatedAt: number) => ({
      action: 'delete' as const,
      id,
      updated_at: updatedAt,
      base: 0,
    });
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
    ['another id', { id: 'cards:c2:100:phone' }],
    ['data of another shape', { data: { answer: 1 } }],
  ])('with %s than its version has are not taken', async (_, wrong) => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('c1', 200, { answer: 'laptop' })] });
    const met = await round(phone, { cards: [cardEdit('c1', 100, { answer: 'phone' })] });
    const conflicts = [{ ...met.conflicts[0], ...wrong }] as SyncRequest['conflicts'];
    expect(await codeOf(round(phone, { conflicts }))).toBe('invalid_input');
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
    const later = { ...phone, now: () => NOW + 91 * 86_400_000 };
    await round(later, { cards: [cardEdit('c2', 100, { answer: 'new' })] });
    const kept = await env.DB.prepare('SELECT record_id FROM conflicts').all();
    expect(kept.results).toEqual([{ record_id: 'c2' }]);
  });
});

describe('pages', () => {
  test('hold at most 1,000 deltas, and the rounds together everything once', async () => {
    await addUser('ada', 'laptop', 'phone');
    for (const from of [0, 700]) {
      const sessions = Array.from({ length: 700 }, (_, i) => sessionEdit(`s${from + i}`, 100));
      await round(laptop, { cursor: from, sessions });
    }
    const first = await round(phone);
    expect([first.sessions.length, first.more]).toEqual([1000, true]);
    const second = await round(phone, { cursor: first.cursor });
    expect([second.sessions.length, second.more]).toEqual([400, false]);
    expect(new Set([...first.sessions, ...second.sessions].map(({ id }) => id)).size).toBe(1400);
  });

  test('are cut by size, and never so short that nothing moves', async () => {
    await addUser('ada', 'laptop', 'phone');
    const content = 'x'.repeat(400_000);
    for (const id of ['a', 'b', 'c']) {
      await round(laptop, {
        plans: [{ action: 'create', id, updated_at: 100, base: 0, data: planData({ content }) }],
      });
    }
    const first = await round(phone);
    expect([first.plans.length, first.more]).toEqual([2, true]);
    expect((await round(phone, { cursor: first.cursor })).plans.map(({ id }) => id)).toEqual(['c']);
  });

  test('large records of two kinds with one id are not mixed up', async () => {
    await addUser('ada', 'laptop', 'phone');
    const long = 'z'.repeat(2_000);
    await round(laptop, {
      plans: [
        { action: 'create', id: 'x', updated_at: 1, base: 0, data: planData({ content: long }) },
      ],
      cards: [cardEdit('x', 1, { answer: long })],
      sessions: [sessionEdit('x', 1, { notes: long })],
    });
    expect(await round(phone)).toMatchObject({
      plans: [{ data: { content: long } }],
      cards: [{ data: { answer: long } }],
      sessions: [{ data: { notes: long } }],
    });
  });

  test('a request larger than one bound value goes in whole', async () => {
    await addUser('ada', 'laptop', 'phone');
    const plans = ['a', 'b'].map((id) => ({
      action: 'create' as const,
      id,
      updated_at: 100,
      base: 0,
      data: planData({ content: 'y'.repeat(500_000) }),
    }));
    expect((await round(laptop, { plans })).cursor).toBe(2);
  });
});

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

describe('two homes that sync as one device', () => {
  const marks = (last: string | null, next: string) => ({ marks: { last, next } });
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

  test('a round whose answer was lost comes again, with the same mark, and is none of them', async () => {
    await addUser('ada', 'laptop');
    const request = { ...marks(null, 'm1'), cards: [cardEdit('c1', 100)] };
    await round(laptop, request);
    expect(await round(laptop, request)).toMatchObject({ copied: false, mark: 'm1' });
    const more = { ...marks(null, 'm1'), cards: [cardEdit('c2', 100)] };
    expect(await round(laptop, more)).toMatchObject({ copied: false, cursor: 2 });
  });

  test('made while an answer was on its way part as well', async () => {
    await addUser('ada', 'laptop');
    // Its answer reaches the home, and not the copy, which waits for it for ever.
    await round(laptop, { ...marks(null, 'm1'), cards: [cardEdit('c1', 100)] });
    const copys = { ...marks(null, 'm1'), cards: [cardEdit('c1', 200)] };
    const answer = await round(laptop, copys);
    expect(answer).toMatchObject({ copied: false, mark: expect.not.stringMatching('^m1$') });
    const homes = { cursor: 1, ...marks('m1', 'm2'), cards: [cardEdit('c1', 300)] };
    expect(await round(laptop, homes)).toMatchObject({ copied: true, cursor: 1 });
    const next = { cursor: 2, ...marks(answer.mark, 'm3'), cards: [cardEdit('c1', 400)] };
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

describe('bad input', () => {
  test('one bad record is rejected by name, and the others go through', async () => {
    await addUser('ada', 'laptop', 'phone');
    const answer = await round(laptop, {
      sessions: [
        sessionEdit('good', 100),
        { ...sessionEdit('bad', 100), data: { ...sessionData(), day: '2026-02-30' } },
        'nonsense',
      ],
      plans: [
        { action: 'create', id: '../../etc/passwd', updated_at: 1, base: 0, data: planData() },
        {
          action: 'create',
          id: 'large',
          updated_at: 1,
          base: 0,
          data: planData({ content: 'é'.repeat(300_000) }),
        },
      ],
    });
    expect(answer.rejected).toMatchObject([
      { kind: 'plans', id: '../../etc/passwd', code: 'invalid_record' },
      { kind: 'plans', id: 'large', code: 'record_too_large' },
      {
        kind: 'sessions',
        id: 'bad',
        code: 'invalid_record',
        message: expect.stringContaining('data.day'),
      },
      { kind: 'sessions', id: null, code: 'invalid_record' },
    ]);
    expect((await round(phone)).sessions.map(({ id }) => id)).toEqual(['good']);
  });

  test('an unknown protocol is told how to upgrade', async () => {
    await addUser('ada', 'laptop');
    expect(await codeOf(syncRound(laptop, { protocol: 2 }))).toBe('protocol_unsupported');
  });

  test('more than 1,000 deltas are refused whole', async () => {
    await addUser('ada', 'laptop');
    const cards = Array.from({ length: 1001 }, (_, i) => cardEdit(`c${i}`, 1));
    expect(await codeOf(round(laptop, { cards }))).toBe('body_too_large');
  });
});

describe('who asks', () => {
  test('a stranger is refused', async () => {
    expect(await codeOf(round(contextAs(null)))).toBe('not_signed_in');
  });

  test('a revoked device is refused at once, and nothing of it is taken', async () => {
    await addUser('ada', 'laptop', 'phone');
    await env.DB.prepare("UPDATE devices SET revoked_at = 1 WHERE id = 'laptop'").run();
    expect(await codeOf(round(laptop, { cards: [cardEdit('c1', 100)] }))).toBe('device_revoked');
    expect(await env.DB.prepare('SELECT count(*) AS n FROM cards').first('n')).toBe(0);
  });

  test("another user's device with the same name and records stays apart", async () => {
    await addUser('ada', 'laptop');
    await addUser('bob', 'laptop');
    await round(laptop, { cards: [cardEdit('c1', 100, { answer: "ada's" })] });
    const bob = contextAs({ userId: 'bob', deviceId: 'laptop' });
    const answer = await round(bob, {
      epoch: 'epoch-bob',
      cards: [cardEdit('c1', 50, { answer: "bob's" })],
    });
    expect(answer).toMatchObject({ cards: [], stale: [], conflicts: [], cursor: 1 });
    expect(await codeOf(round(contextAs({ userId: 'bob', deviceId: 'phone' })))).toBe(
      'device_revoked',
    );
  });
});

test('settings are taken with a round', async () => {
  await addUser('ada', 'laptop');
  const settings = {
    time_zone: 'Europe/Paris',
    week_starts_on: 0,
    day_starts_at_minutes: 240,
    weekly_goal_minutes: 600,
  };
  await round(laptop, { settings });
  expect(await env.DB.prepare("SELECT * FROM users WHERE id = 'ada'").first()).toMatchObject(
    settings,
  );
});

const storedAnswer = (id: string) =>
  env.DB.prepare("SELECT data->>'answer' AS answer FROM cards WHERE id = ?")
    .bind(id)
    .first('answer');

async function dump(): Promise<unknown> {
  const tables = [
    'users',
    'devices',
    'plans',
    'cards',
    'sessions',
    'reviews',
    'conflicts',
    'day_totals',
    'review_days',
    'due_days',
    'card_counts',
  ];
  return Promise.all(
    tables.map(async (t) => (await env.DB.prepare(`SELECT * FROM ${t}`).all()).results),
  );
}
