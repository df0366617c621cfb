import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { syncRound } from '../../src/api/sync/round.ts';
import type { SyncRequest } from '../../src/lib/wire/sync.ts';
import {
  cardEdit,
  deletion,
  planEdit,
  reviewEdit,
  sessionData,
  sessionEdit,
} from '../support/worker/records.ts';
import { dump, laptop, phone, round } from '../support/worker/rounds.ts';
import { addUser, codeOf, contextAs } from '../support/worker/world.ts';

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
    expect(answer.sessions).toEqual([{ ...sessionEdit('s1', 100), device: 'laptop' }]);
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
      plans: [planEdit('piano', 50)],
      sessions: [sessionEdit('s1', 50), sessionEdit('s2', 150, { notes: 'theirs, and newer' })],
    });
    await round(laptop, { cards: [cardEdit('c1', 10)] });
    await round(phone, { cards: [cardEdit('c1', 20, { answer: 'theirs' })] });
    const request: Partial<SyncRequest> = {
      plans: [deletion('plans', 'piano', 100), planEdit('rust', 100)],
      sessions: [sessionEdit('s1', 100, { minutes: 50 }), sessionEdit('s2', 100)],
      reviews: [reviewEdit('r1', 100), deletion('reviews', 'r2', 100)],
      cards: [cardEdit('c1', 100, { next_review: '2027-01-01' })],
      conflicts: [{ action: 'delete', id: `cards:c1:${cardEdit('c1', 10).version}` }],
      settings: {
        time_zone: 'Europe/Paris',
        week_starts_on: 0,
        day_starts_at_minutes: 240,
        weekly_goal_minutes: 300,
      },
    };
    const first = await round(laptop, request);
    expect(first.stale).toEqual([{ kind: 'sessions', id: 's2', conflict: true }]);
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
      plans: [planEdit('rust', 100, { content: `\uFEFF${notes}\r\n` })],
    });
    const answer = await round(phone);
    expect(answer.sessions[0]).toMatchObject({ id: 's"1\\', data: { notes } });
    expect(answer.plans[0]).toMatchObject({ data: { content: `\uFEFF${notes}\r\n` } });
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
        planEdit('../../etc/passwd', 1),
        planEdit('large', 1, { content: 'é'.repeat(300_000) }),
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

  test('an id that UTF-8 cannot write is rejected: no other device could ever name the record', async () => {
    await addUser('ada', 'laptop');
    const { rejected } = await round(laptop, { cards: [cardEdit('half a pair \ud800', 100)] });
    expect(rejected).toMatchObject([{ kind: 'cards', code: 'invalid_record' }]);
  });

  test('an unknown protocol is told how to upgrade', async () => {
    await addUser('ada', 'laptop');
    expect(await codeOf(syncRound(laptop, { protocol: 1 }))).toBe('protocol_unsupported');
  });

  test('more than 1,000 deltas are refused whole', async () => {
    await addUser('ada', 'laptop');
    const cards = Array.from({ length: 1001 }, (_, i) => cardEdit(`c${i}`, 1));
    expect(await codeOf(round(laptop, { cards }))).toBe('body_too_large');
  });
});

describe('who asks', () => {
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
