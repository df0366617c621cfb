import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { listDays } from '../../src/api/days/list.ts';
import { metered, noCost } from '../../src/api/metering.ts';
import { addRecords } from '../support/worker/dashboard-records.ts';
import { addUser, contextAs } from '../support/worker/world.ts';

const ada = { userId: 'ada', deviceId: 'd1' };

beforeEach(() => addUser('ada', 'd1'));

describe('days', () => {
  test('those of the past year, newest first, and of another year where asked for', async () => {
    await addRecords('ada', {
      sessions: {
        a: { day: '2026-11-20', minutes: 30 },
        b: { day: '2026-11-20', minutes: 15 },
        c: { day: '2026-01-02', minutes: 5 },
        d: { day: '2024-03-01', minutes: 60 },
        running: { day: '2026-11-21', minutes: null },
      },
    });
    const past = await listDays(contextAs(ada), {});
    expect(past).toMatchObject({ day: '2026-11-21', years: ['2026', '2024'] });
    expect(past.days).toEqual([
      { day: '2026-11-20', total: { minutes: 45, sessions: 2 } },
      { day: '2026-01-02', total: { minutes: 5, sessions: 1 } },
    ]);
    const { days } = await listDays(contextAs(ada), { year: '2024' });
    expect(days).toEqual([{ day: '2024-03-01', total: { minutes: 60, sessions: 1 } }]);
  });

  test('ten years cost one round trip, and a row a year', async () => {
    const sessions = Array.from({ length: 500 }, (_, n) => [
      `s${n}`,
      { day: `${2017 + (n % 10)}-05-${String(1 + (n % 28)).padStart(2, '0')}` },
    ]);
    await addRecords('ada', { sessions: Object.fromEntries(sessions) });
    const cost = noCost();
    await listDays(contextAs(ada, { db: metered(env.DB, cost) }), {});
    expect(cost).toMatchObject({ trips: 1, rowsRead: 12, rowsWritten: 0 });
  });

  test("another user's days never show", async () => {
    await addUser('eve', 'd9');
    await addRecords('eve', { sessions: { s: {} } });
    expect(await listDays(contextAs(ada), {})).toMatchObject({ days: [], years: [] });
  });

  test('a revoked device is told to sign in', async () => {
    await env.DB.exec("UPDATE devices SET revoked_at = 1 WHERE user_id = 'ada'");
    await expect(listDays(contextAs(ada), {})).rejects.toMatchObject({ code: 'device_revoked' });
  });
});
