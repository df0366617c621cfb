import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { metered, noCost } from '../../src/api/metering.ts';
import { readStats } from '../../src/api/stats/read.ts';
import { StatsFilter } from '../../src/lib/queries/filters.ts';
import { addDays } from '../../src/lib/time/days.ts';
import type { SessionData } from '../../src/lib/wire/records.ts';
import { addRecords } from '../support/worker/dashboard-records.ts';
import { addUser, allDone, contextAs, NOW } from '../support/worker/world.ts';

const DAY = '2026-11-21';
const ada = { userId: 'ada', deviceId: 'd1' };

beforeEach(() => addUser('ada', 'd1'));

async function read(query: Record<string, string> = {}, overrides = {}) {
  return (await readStats(contextAs(ada, overrides), StatsFilter.parse(query))).stats;
}

async function costOf(query: Record<string, string>) {
  const cost = noCost();
  await read(query, { db: metered(env.DB, cost) });
  await allDone();
  return cost;
}

/** 5,000 sessions over ten years in three plans, a quarter of the days without one; 50,000 cards. */
async function longHistory() {
  const sessions: Record<string, Partial<SessionData>> = {};
  for (let n = 0; n < 5_000; n++) {
    const day = addDays(DAY, -Math.floor((n * 3_650) / 5_000));
    const started_at = Date.parse(`${day}T08:00:00Z`) + (n % 7) * 3_600_000;
    sessions[`s${n}`] = { plan_id: `plan-${n % 3}`, day, started_at, minutes: 10 + (n % 100) };
  }
  const cards = Object.fromEntries(
    Array.from({ length: 50_000 }, (_, n) => [
      `c${n}`,
      { plan_id: `plan-${n % 3}`, next_review: addDays(DAY, (n % 330) - 30) },
    ]),
  );
  await addRecords('ada', { plans: { 'plan-0': {}, 'plan-1': {}, 'plan-2': {} }, sessions, cards });
  return Object.values(sessions);
}

describe('the statistics', () => {
  test('are a recount of the records', async () => {
    const sessions = await longHistory();
    const shown = sessions.filter(({ day }) => day! > addDays(DAY, -30));
    const sum = (some: Partial<SessionData>[]) => some.reduce((all, s) => all + s.minutes!, 0);

    const { numbers, cards } = await read({ range: '30d' });

    expect(numbers).toMatchObject({ minutes: sum(shown), sessions: shown.length });
    for (const { id, minutes } of numbers.plans) {
      expect(minutes, id).toBe(sum(shown.filter((s) => s.plan_id === id)));
    }
    expect((await read({ range: 'all' })).numbers.minutes).toBe(sum(sessions));
    const ofPlan = await read({ range: 'all', plan: 'plan-1', year: '2020' });
    const inPlan = sessions.filter((s) => s.plan_id === 'plan-1');
    expect(ofPlan.numbers.minutes).toBe(sum(inPlan));
    const in2020 = inPlan.filter(({ day }) => day!.startsWith('2020'));
    expect(ofPlan.calendar.active.amount).toBe(sum(in2020));
    expect(ofPlan.calendar.active.days).toBe(new Set(in2020.map(({ day }) => day)).size);
    expect(cards.days[1]?.cards).toBe(
      Array.from({ length: 50_000 }, (_, n) => (n % 330) - 30).filter((days) => days === 1).length,
    );
  }, 60_000);

  test('read about a row a day of the range in one round trip, and two where nothing changed', async () => {
    await longHistory();
    // A row for each day and plan of the range (here 1.4 a day), and at most 200 for all else.
    for (const [range, rows] of [
      ['30d', 45],
      ['12w', 126],
      ['12m', 530],
      ['all', 5_000],
    ] as const) {
      const cost = await costOf({ range });
      expect(cost.trips, range).toBe(1);
      expect(cost.rowsRead, range).toBeLessThanOrEqual(rows + 200);
      expect(await costOf({ range }), range).toMatchObject({ trips: 1, rowsRead: 2 });
      expect(await costOf({ range, by: 'month' })).toMatchObject({ rowsRead: 2 });
      await costOf({ range, year: '2019' });
      expect(await costOf({ range, year: '2019' })).toMatchObject({ trips: 1, rowsRead: 2 });
    }
    const ofPlan = await costOf({ range: '30d', plan: 'plan-1', year: '2020' });
    expect(ofPlan.rowsRead).toBeLessThanOrEqual(45 + 510 + 200);
  }, 60_000);

  test('retention is of the reviews of the range, their heatmap of the calendar', async () => {
    const reviews = Object.fromEntries(
      [
        ['2026-11-21', 3, 'french'],
        ['2026-11-21', 1, 'rust'],
        ['2026-11-01', 4, 'french'],
        ['2026-02-01', 2, 'french'],
        ['2020-02-01', 3, 'french'],
      ].map(([day, rating, plan_id], at) => [`r${at}`, { day, rating, plan_id } as object]),
    );
    await addRecords('ada', { plans: { french: {}, rust: {} }, reviews });
    const stats = await read({ range: '30d' });
    expect(stats.reviews).toMatchObject({ total: 3, passed: 2, retention: 2 / 3 });
    expect(stats.reviewCalendar.active).toEqual({ days: 3, amount: 4 });
    expect((await read({ range: 'all' })).reviews).toMatchObject({ total: 5, passed: 3 });
    expect((await read({ year: '2020' })).reviewCalendar.active.days).toBe(1);
    const french = await read({ range: '30d', plan: 'french' });
    expect(french.reviews).toMatchObject({ total: 2, retention: 1 });
    expect(french.reviewCalendar.active).toEqual({ days: 3, amount: 3 });
  });

  test('hours are by the clocks where the learner was, weekdays by the session’s own day', async () => {
    // Half past midnight in Paris, on a Friday that ends at four.
    const started_at = Date.UTC(2026, 10, 20, 23, 30);
    await addRecords('ada', {
      plans: { french: {} },
      sessions: { a: { started_at, utc_offset_minutes: 60, day: '2026-11-20', minutes: 45 } },
    });
    const { numbers } = await read();
    expect(numbers.hours.slice(0, 2)).toEqual([30, 15]);
    expect(numbers.weekdays[5]).toMatchObject({ minutes: 45, sessions: 1 });
  });

  test('the range ends with the learner’s day, in every zone, and so does what is kept', async () => {
    await addRecords('ada', {
      sessions: { a: { day: '2026-10-23' }, b: { day: '2026-10-24' }, c: { day: '2026-11-22' } },
    });
    const at = (hour: number) => ({ now: () => Date.UTC(2026, 10, 21, hour) });
    const days = async (hour: number) =>
      (await read({ range: '30d' }, at(hour))).numbers.days.map(({ day }) => day);
    await env.DB.exec("UPDATE users SET time_zone = 'Pacific/Auckland' WHERE id = 'ada'");
    expect(await days(10)).toEqual(['2026-10-23', '2026-10-24']);
    expect(await days(11)).toEqual(['2026-10-24', '2026-11-22']);
    await env.DB.exec("UPDATE users SET time_zone = 'Pacific/Pago_Pago' WHERE id = 'ada'");
    expect(await days(10)).toEqual(['2026-10-23', '2026-10-24']);
  });

  test('a change shows at once, though totals were kept', async () => {
    await addRecords('ada', { plans: { french: {} }, sessions: { a: { minutes: 30 } } });
    expect((await read()).numbers.minutes).toBe(30);
    await addRecords('ada', { sessions: { b: { minutes: 45 } } });
    expect((await read()).numbers.minutes).toBe(75);
    await env.DB.exec("UPDATE users SET week_starts_on = 0 WHERE id = 'ada'");
    expect((await read()).bars.bars.at(-1)?.from).toBe('2026-11-15');
  });

  test('another user’s records never show', async () => {
    await addUser('eve', 'd9');
    await addRecords('eve', {
      plans: { french: { title: 'Eve’s' } },
      sessions: { a: {} },
      cards: { c: {} },
    });
    const stats = await read({ plan: 'french' });
    expect(stats.plan).toBeNull();
    expect(stats.numbers.minutes).toBe(0);
    expect(stats.cards).toMatchObject({ new: 0, due: 0 });
    expect([...stats.plans]).toEqual([]);
  });

  test('time on a deleted plan counts, without its title', async () => {
    await addRecords('ada', { sessions: { a: { plan_id: 'gone', minutes: 20 } } });
    const { plans, numbers } = await read();
    expect(numbers.plans).toMatchObject([{ id: 'gone', minutes: 20 }]);
    expect(plans.get('gone')).toEqual({ id: 'gone', title: null, color: null });
  });

  test('a revoked device is told to sign in', async () => {
    const asked = StatsFilter.parse({});
    await env.DB.exec("UPDATE devices SET revoked_at = 1 WHERE user_id = 'ada'");
    await expect(readStats(contextAs(ada, { now: () => NOW }), asked)).rejects.toMatchObject({
      code: 'device_revoked',
    });
  });
});
