import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { metered, noCost } from '../../src/api/metering.ts';
import { listPlans } from '../../src/api/plans/list.ts';
import { addRecords } from './dashboard-records.ts';
import { addUser, contextAs } from './world.ts';

const ada = { userId: 'ada', deviceId: 'd1' };

beforeEach(() => addUser('ada', 'd1'));

describe('the list of plans', () => {
  test('has all plans, archived ones last, with their time and last session', async () => {
    await addRecords('ada', {
      plans: { french: {}, old: { status: 'archived', created_at: 1 } },
      sessions: { a: { minutes: 30 }, b: { minutes: 60, plan_id: 'old' } },
    });
    const { day, plans } = await listPlans(contextAs(ada));
    expect(day).toBe('2026-11-21');
    expect(plans).toMatchObject([
      { id: 'french', minutes: 30, color: 1, chunks: { total: 10, completed: 4 } },
      { id: 'old', minutes: 60, color: 0, lastSession: { day: '2026-11-21' } },
    ]);
  });

  test('is one round trip, and reads no more for a longer history', async () => {
    const sessions = (count: number, from: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`s${from + n}`, {}]));
    const costNow = async () => {
      const cost = noCost();
      await listPlans(contextAs(ada, { db: metered(env.DB, cost) }));
      return cost;
    };
    await addRecords('ada', { plans: { french: {} }, sessions: sessions(10, 0) });
    const few = await costNow();
    await addRecords('ada', { sessions: sessions(1_000, 10) });
    expect(await costNow()).toEqual(few);
    expect(few.trips).toBe(1);
  });

  test("never has another user's plan, nor a deleted one", async () => {
    await addUser('eve', 'd9');
    await addRecords('eve', { plans: { secret: {} } });
    await addRecords('ada', { plans: { french: {} } });
    await env.DB.exec("UPDATE plans SET data = NULL WHERE user_id = 'ada'");
    expect((await listPlans(contextAs(ada))).plans).toEqual([]);
  });

  test('is for who is signed in', async () => {
    await expect(listPlans(contextAs(null))).rejects.toMatchObject({ code: 'not_signed_in' });
    await env.DB.exec("UPDATE devices SET revoked_at = 1 WHERE user_id = 'ada'");
    await expect(listPlans(contextAs(ada))).rejects.toMatchObject({ code: 'device_revoked' });
  });
});
