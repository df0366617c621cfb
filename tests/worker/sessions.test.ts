import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { metered, noCost } from '../../src/api/metering.ts';
import { listSessions } from '../../src/api/sessions/list.ts';
import { SessionFilter } from '../../src/lib/queries/filters.ts';
import { addRecords } from '../support/worker/dashboard-records.ts';
import { addUser, contextAs, NOW } from '../support/worker/world.ts';

const ada = { userId: 'ada', deviceId: 'd1' };
const DAY_MS = 86_400_000;

beforeEach(() => addUser('ada', 'd1'));

async function list(query: z.input<typeof SessionFilter> = {}) {
  const cost = noCost();
  const ctx = contextAs(ada, { db: metered(env.DB, cost) });
  const page = await listSessions(ctx, SessionFilter.parse(query));
  return { ...page, ids: page.sessions.map(({ id }) => id), cost };
}

describe('sessions', () => {
  test('come page by page, newest first, each once, though many began at once', async () => {
    const sessions = Object.fromEntries(
      Array.from({ length: 25 }, (_, n) => [
        `s${String(n).padStart(2, '0')}`,
        { started_at: NOW - Math.floor(n / 6) },
      ]),
    );
    await addRecords('ada', { sessions });
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page = await list({ limit: 4, ...(before && { before }) });
      seen.push(...page.ids);
      before = page.next;
    } while (before);
    const expected = Object.entries(sessions)
      .sort(([a, x], [b, y]) => y.started_at - x.started_at || (a < b ? 1 : -1))
      .map(([id]) => id);
    expect(seen).toEqual(expected);
  });

  test('can be narrowed to a plan and to days, both included', async () => {
    await addRecords('ada', {
      plans: { french: {} },
      sessions: {
        a: { day: '2026-11-18', started_at: NOW - 3 * DAY_MS },
        b: { day: '2026-11-19', started_at: NOW - 2 * DAY_MS },
        late: { day: '2026-11-19', started_at: NOW - DAY_MS, plan_id: 'rust' },
        c: { day: '2026-11-20', started_at: NOW - DAY_MS + 1 },
        d: { day: '2026-11-21', started_at: NOW },
      },
    });
    expect((await list({ from: '2026-11-19', to: '2026-11-20' })).ids).toEqual(['c', 'late', 'b']);
    expect((await list({ plan: 'rust' })).ids).toEqual(['late']);
    expect((await list({ to: '2026-11-18', plan: 'french' })).ids).toEqual(['a']);
    expect((await list({ from: '2026-11-22' })).ids).toEqual([]);
  });

  test('cost the same on every page of a long history, with or without a plan', async () => {
    const sessions = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, n) => [
        `s${n}`,
        {
          plan_id: n % 2 ? 'french' : 'rust',
          started_at: NOW - n * DAY_MS,
          day: new Date(NOW - n * DAY_MS).toISOString().slice(0, 10),
        },
      ]),
    );
    await addRecords('ada', { plans: { french: {}, rust: {} }, sessions });
    const middle = `${NOW - 1_000 * DAY_MS},s1000`;
    for (const query of [
      {},
      { before: middle },
      { plan: 'rust' },
      { plan: 'rust', before: middle },
      { from: '2022-01-01', to: '2023-01-01' },
    ]) {
      const { cost, ids } = await list({ ...query, limit: 20 });
      expect(ids).toHaveLength(20);
      expect(cost.trips).toBe(1);
      expect(cost.rowsRead, JSON.stringify(query)).toBeLessThanOrEqual(100);
    }
  });

  test("are the learner's own, and not those that were deleted", async () => {
    await addUser('eve', 'd9');
    await addRecords('eve', { sessions: { secret: {} } });
    await addRecords('ada', { sessions: { gone: {} } });
    await env.DB.exec("UPDATE sessions SET data = NULL WHERE user_id = 'ada'");
    expect((await list()).ids).toEqual([]);
    expect((await list({ plan: 'french' })).ids).toEqual([]);
  });

  test('are for who is signed in', async () => {
    const filter = SessionFilter.parse({});
    await env.DB.exec("UPDATE devices SET revoked_at = 1 WHERE user_id = 'ada'");
    await expect(listSessions(contextAs(ada), filter)).rejects.toMatchObject({
      code: 'device_revoked',
    });
  });

  test('a page that ends nowhere is refused', () => {
    for (const before of ['', 'x', '1,', '1e9']) {
      expect(SessionFilter.safeParse({ before }).success, before).toBe(false);
    }
  });
});
