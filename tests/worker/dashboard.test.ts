import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../src/api/context.ts';
import { type Seen, seenOf, seenText } from '../../src/api/dashboard/seen.ts';
import { refresh, today } from '../../src/api/dashboard/today.ts';
import { addDays, startOfWeek } from '../../src/lib/time/days.ts';
import { streaks } from '../../src/lib/views/streaks.ts';
import type { CardData, SessionData } from '../../src/lib/wire/records.ts';
import { addRecords } from '../support/worker/dashboard-records.ts';
import { addUser, allDone, contextAs, NOW } from '../support/worker/world.ts';

const DAY = '2026-11-21';
const ada = { userId: 'ada', deviceId: 'd1' };

beforeEach(() => addUser('ada', 'd1'));

/** A context whose database counts what it is asked. */
function counting(overrides: Partial<Context> = {}) {
  const cost = { statements: 0, rowsRead: 0 };
  const db = new Proxy(env.DB, {
    get(target, name) {
      if (name !== 'prepare')
        throw new Error(`the dashboard is one statement, not ${String(name)}`);
      return (sql: string) => countingStatement(target.prepare(sql), cost);
    },
  });
  return { ctx: contextAs(ada, { db, ...overrides }), cost };
}

function countingStatement(
  statement: D1PreparedStatement,
  cost: { statements: number; rowsRead: number },
): D1PreparedStatement {
  return new Proxy(statement, {
    get(target, name) {
      if (name === 'bind') {
        return (...values: unknown[]) => countingStatement(target.bind(...values), cost);
      }
      return async () => {
        const result = await target.all();
        cost.statements += 1;
        cost.rowsRead += result.meta.rows_read;
        return result;
      };
    },
  });
}

/** 5,000 sessions on most days since 2016, and 50,000 cards around today; the same every time. */
function longHistory() {
  const sessions: Record<string, SessionData> = {};
  for (let n = 0; n < 5_000; n++) {
    const day = addDays(DAY, -Math.floor((n * n * 3_650) / 25_000_000));
    sessions[`s${n}`] = {
      plan_id: `plan-${n % 3}`,
      chunk_id: 'chunk-001',
      started_at: Date.parse(`${day}T08:00:00Z`) + (n % 7) * 3_600_000,
      ended_at: null,
      minutes: 10 + ((n * 37) % 100),
      utc_offset_minutes: 60,
      day,
      notes: null,
      artifacts: [],
      cards_created: 0,
      created_at: NOW,
    };
  }
  const cards: Record<string, Partial<CardData>> = {};
  for (let n = 0; n < 50_000; n++) {
    cards[`c${n}`] = { plan_id: `plan-${n % 3}`, next_review: addDays(DAY, (n % 330) - 30) };
  }
  return { plans: { 'plan-0': {}, 'plan-1': {}, 'plan-2': {} }, sessions, cards };
}

describe('today', () => {
  test('numbers equal a recount of the records', async () => {
    const { plans, sessions, cards } = longHistory();
    const few = Object.fromEntries(Object.entries(cards).slice(0, 500));
    await addRecords('ada', { plans, sessions, cards: few });
    const all = Object.values(sessions);
    const minutes = (some: SessionData[]) => some.reduce((sum, s) => sum + (s.minutes ?? 0), 0);

    const { today: page } = await today(contextAs(ada));

    expect(page.day).toBe(DAY);
    expect(page.total).toEqual({ minutes: minutes(all), sessions: 5_000 });
    expect(page.streaks).toEqual(
      streaks(
        all.map((s) => s.day),
        DAY,
      ),
    );
    expect(page.week.minutes).toBe(minutes(all.filter((s) => s.day >= startOfWeek(DAY))));
    expect(page.cards).toEqual({
      due: Object.values(few).filter((card) => card.next_review! <= DAY).length,
      all: 500,
    });
    expect(Object.fromEntries(page.plans.map((plan) => [plan.id, plan.minutes]))).toEqual(
      Object.fromEntries(
        Object.keys(plans).map((id) => [id, minutes(all.filter((s) => s.plan_id === id))]),
      ),
    );
    const shown = page.year.weeks.flat().filter((day) => day !== null);
    expect(shown.map(({ day, total }) => [day, total])).toEqual(
      shown.map(({ day }) => {
        const onDay = all.filter((s) => s.day === day);
        const total = { minutes: minutes(onDay), sessions: onDay.length };
        return [day, onDay.length > 0 ? total : null];
      }),
    );
    expect(shown.at(-1)?.day).toBe(DAY);
    const newest = Object.entries(sessions).sort(([, a], [, b]) => b.started_at - a.started_at);
    expect(page.sessions.map((s) => s.startedAt)).toEqual(
      newest.slice(0, 8).map(([, s]) => s.started_at),
    );
  });

  test('5,000 sessions and 50,000 cards cost one statement and at most 1,500 rows', async () => {
    await addRecords('ada', longHistory());
    const first = counting();
    await today(first.ctx);
    expect(first.cost.statements).toBe(1);
    expect(first.cost.rowsRead).toBeLessThanOrEqual(1_500);

    await allDone();
    const again = counting();
    await today(again.ctx);
    expect(again.cost).toEqual({ statements: 1, rowsRead: 2 });
  }, 60_000);

  test('an empty account has an empty page', async () => {
    const { today: page } = await today(contextAs(ada));
    expect(page).toMatchObject({
      total: { minutes: 0, sessions: 0 },
      streaks: { current: 0, longest: 0, activeToday: false },
      cards: { due: 0, all: 0 },
      plans: [],
      sessions: [],
    });
    expect(page.year.weeks).toHaveLength(53);
  });

  test("another user's records never show", async () => {
    await addUser('eve', 'd9');
    await addRecords('eve', {
      plans: { french: { title: "Eve's" } },
      sessions: { s1: {} },
      cards: { c1: {} },
    });
    const { today: page } = await today(contextAs(ada));
    expect(page.total.minutes).toBe(0);
    expect(page.cards.all).toBe(0);
    expect(JSON.stringify(page)).not.toContain("Eve's");
  });

  test('a change shows at once, though a view was kept', async () => {
    await addRecords('ada', { plans: { french: {} }, sessions: { s1: { minutes: 30 } } });
    expect((await today(contextAs(ada))).today.total.minutes).toBe(30);
    await addRecords('ada', { sessions: { s2: { minutes: 45 } } });
    expect((await today(contextAs(ada))).today.total.minutes).toBe(75);
  });

  test('a changed setting shows at once', async () => {
    await today(contextAs(ada));
    await env.DB.exec("UPDATE users SET weekly_goal_minutes = 600 WHERE id = 'ada'");
    expect((await today(contextAs(ada))).today.week.goalMinutes).toBe(600);
  });

  test("the day is the learner's, and a kept view ends with it", async () => {
    await env.DB.exec("UPDATE users SET time_zone = 'Pacific/Auckland' WHERE id = 'ada'");
    const at = (hour: number) => contextAs(ada, { now: () => Date.UTC(2026, 10, 21, hour) });
    expect((await today(at(10))).today.day).toBe('2026-11-21');
    expect((await today(at(11))).today.day).toBe('2026-11-22');
    await env.DB.exec("UPDATE users SET day_starts_at_minutes = 240 WHERE id = 'ada'");
    expect((await today(at(11))).today.day).toBe('2026-11-21');
  });

  test('cards due tomorrow, or where it is tomorrow already, are not due', async () => {
    const due = (next_review: string) => ({ next_review });
    await addRecords('ada', {
      cards: { a: due('2020-01-01'), b: due('2026-11-20'), c: due(DAY), d: due('2026-11-22') },
    });
    expect((await today(contextAs(ada))).today.cards).toEqual({ due: 3, all: 4 });
  });

  test('a session names its chunk, and one of a deleted plan names none', async () => {
    await addRecords('ada', {
      plans: { french: {} },
      sessions: {
        a: { started_at: NOW - 1 },
        b: { started_at: NOW - 2, plan_id: 'gone' },
        c: { started_at: NOW - 3, chunk_id: 'chunk-099' },
        d: { started_at: NOW - 4, chunk_id: null, minutes: null },
      },
    });
    const { today: page } = await today(contextAs(ada));
    expect(page.sessions).toMatchObject([
      { id: 'a', plan: { title: 'French B1 Mastery' }, chunkTitle: 'Basic Greetings', minutes: 60 },
      { id: 'b', plan: null },
      { id: 'c', chunkTitle: 'chunk-099' },
      { id: 'd', chunkTitle: null, minutes: null },
    ]);
  });

  test('deleted records and archived plans do not show', async () => {
    await addRecords('ada', {
      plans: { french: {}, old: { status: 'archived' } },
      sessions: { s1: {} },
    });
    await env.DB.batch([
      env.DB.prepare("UPDATE plans SET data = NULL WHERE user_id = 'ada' AND id = 'french'"),
      env.DB.prepare("UPDATE sessions SET data = NULL WHERE user_id = 'ada' AND id = 's1'"),
    ]);
    const { today: page } = await today(contextAs(ada));
    expect(page.plans).toEqual([]);
    expect(page.sessions).toEqual([]);
    expect(page.total.minutes).toBe(0);
  });

  test('a revoked device is told to sign in', async () => {
    await env.DB.exec("UPDATE devices SET revoked_at = 1 WHERE user_id = 'ada'");
    await expect(today(contextAs(ada))).rejects.toMatchObject({ code: 'device_revoked' });
  });

  test('where KV fails, the page is made anew', async () => {
    await addRecords('ada', { plans: { french: {} }, sessions: { s1: {} } });
    const broken = {
      get: () => Promise.reject(new Error('KV is away')),
      put: () => Promise.reject(new Error('KV is full')),
    } as unknown as KVNamespace;
    expect((await today(contextAs(ada, { kv: broken }))).today.total.minutes).toBe(60);
  });
});

describe('refresh', () => {
  /** What a page that shows the dashboard of now sends along. */
  const seenNow = async (ctx = contextAs(ada)) => seenOf((await today(ctx)).seen);
  const noKv = { kv: {} as KVNamespace };

  test('an unchanged page costs one statement and two rows, whatever the history, and no KV', async () => {
    await addRecords('ada', longHistory());
    const seen = await seenNow();
    const { ctx, cost } = counting(noKv);
    expect(await refresh(ctx, { seen })).toBeNull();
    expect(cost).toEqual({ statements: 1, rowsRead: 2 });
  }, 60_000);

  test('a changed one is one statement, though KV still keeps the old view', async () => {
    await addRecords('ada', { plans: { french: {} }, sessions: { s1: { minutes: 30 } } });
    const seen = await seenNow();
    await addRecords('ada', { sessions: { s2: { minutes: 45 } } });
    const { ctx, cost } = counting();
    const page = await refresh(ctx, { seen });
    expect(page?.today.total.minutes).toBe(75);
    expect(cost.statements).toBe(1);
    expect(await refresh(contextAs(ada), { seen: seenOf(page!.seen) })).toBeNull();
  });

  test('a page ends with the day of the learner who looks at it', async () => {
    await env.DB.exec("UPDATE users SET time_zone = 'Pacific/Auckland' WHERE id = 'ada'");
    const at = (hour: number) => contextAs(ada, { now: () => Date.UTC(2026, 10, 21, hour) });
    const seen = await seenNow(at(9));
    expect(await refresh(at(10), { seen })).toBeNull();
    expect((await refresh(at(11), { seen }))?.today.day).toBe('2026-11-22');
  });

  test('a changed setting, and another zone, make another page', async () => {
    const seen = await seenNow();
    await env.DB.exec("UPDATE users SET time_zone = 'Europe/Vienna' WHERE id = 'ada'");
    expect(await refresh(contextAs(ada), { seen })).not.toBeNull();
  });

  test("another user's page is never taken for one's own", async () => {
    await addUser('eve', 'd9');
    const seen = await seenNow(contextAs({ userId: 'eve', deviceId: 'd9' }));
    expect((await refresh(contextAs(ada), { seen }))?.account.id).toBe('ada');
  });

  test.each([
    'x',
    '2026-11-21',
    '2026-02-30 0 UTC v',
    '2026-11-21 0 Mars/Base v',
    '2026-11-21 -1 UTC v',
    '2026-11-21 0 UTC v w',
  ])('%j is no page that was seen', (text) => {
    expect(seenOf(text)).toBeNull();
  });

  test('what was seen survives its way through the page', () => {
    const seen: Seen = {
      day: '2026-11-21',
      day_starts_at_minutes: 240,
      time_zone: 'America/Argentina/Buenos_Aires',
      version: '3:e:7:1:240::America/Argentina/Buenos_Aires',
    };
    expect(seenOf(seenText(seen))).toEqual(seen);
  });

  test('a revoked device is told to sign in', async () => {
    const seen = await seenNow();
    await env.DB.exec("UPDATE devices SET revoked_at = 1 WHERE user_id = 'ada'");
    await expect(refresh(contextAs(ada), { seen })).rejects.toMatchObject({
      code: 'device_revoked',
    });
  });
});
