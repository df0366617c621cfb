import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { metered, noCost } from '../../src/api/metering.ts';
import { listPlans } from '../../src/api/plans/list.ts';
import { planPage, readPlan } from '../../src/api/plans/read.ts';
import { addRecords } from '../support/worker/dashboard-records.ts';
import { addUser, contextAs, NOW } from '../support/worker/world.ts';

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
    await env.DB.exec("UPDATE devices SET revoked_at = 1 WHERE user_id = 'ada'");
    await expect(listPlans(contextAs(ada))).rejects.toMatchObject({ code: 'device_revoked' });
  });
});

const content = `---
id: french
title: French
---

## Chunk 1: Greetings {#one}
**Duration**: 1 hour
**Status**: completed
**Objectives**:
- Say *bonjour*

## Chunk 2: The market {#two}
`;

describe('a plan', () => {
  test('has its chunks, each with what was spent on it, its cards and its sessions', async () => {
    await addRecords('ada', {
      plans: { french: { content }, other: {} },
      sessions: {
        a: { chunk_id: 'one', minutes: 30, started_at: NOW - 1 },
        b: { chunk_id: 'one', minutes: 40, started_at: NOW - 2 },
        c: { chunk_id: 'gone', minutes: 5, started_at: NOW - 3 },
        d: { chunk_id: null, minutes: 7, started_at: NOW - 4 },
        running: { chunk_id: 'two', minutes: null, started_at: NOW },
        elsewhere: { plan_id: 'other', chunk_id: 'one', minutes: 99 },
      },
      cards: {
        due: {},
        later: { next_review: '2026-11-22', repetitions: 1 },
        far: { plan_id: 'x' },
      },
    });
    const { plan } = await planPage(contextAs(ada), { id: 'french' });
    expect(plan?.card).toMatchObject({ title: 'French B1 Mastery', minutes: 82 });
    expect(plan?.outline).toMatchObject({
      chunks: [
        { id: 'one', minutes: 60, spentMinutes: 70, sessions: 2, objectives: ['Say *bonjour*'] },
        { id: 'two', minutes: null, spentMinutes: 0, sessions: 0 },
      ],
      otherMinutes: 12,
      problem: null,
    });
    expect(plan?.cards).toEqual({ due: 1, new: 1, learning: 1, mature: 0 });
    expect(plan?.sessions.sessions.map(({ id, chunkTitle }) => [id, chunkTitle])).toEqual([
      ['running', 'The market'],
      ['a', 'Greetings'],
      ['b', 'Greetings'],
      ['c', 'gone'],
      ['d', null],
    ]);
  });

  test('has its hours by week, of the half year that it was last worked on', async () => {
    const weeks = async () => (await readPlan(contextAs(ada), { id: 'french' })).weeks;
    const days = (...all: string[]) =>
      Object.fromEntries(
        all.map((day) => [day, { day, minutes: 30, started_at: Date.parse(`${day}T08:00:00Z`) }]),
      );
    await addRecords('ada', { plans: { french: {} } });
    expect(await weeks()).toBeNull();
    await addRecords('ada', { sessions: days('2024-01-08', '2024-05-08', '2024-05-09') });
    const then = (await weeks())!.bars;
    expect(then.filter(({ minutes }) => minutes > 0)).toMatchObject([
      { from: '2024-01-08', minutes: 30 },
      { from: '2024-05-06', to: '2024-05-09', minutes: 60 },
    ]);
    await addRecords('ada', { sessions: days('2026-06-01', '2026-11-20') });
    const now = (await weeks())!.bars;
    expect(now).toHaveLength(26);
    expect(now[1]).toMatchObject({ from: '2026-06-01', minutes: 30 });
    expect(now.at(-1)).toMatchObject({ from: '2026-11-16', minutes: 30 });
  });

  test('whose text cannot be read says why, and shows the rest', async () => {
    await addRecords('ada', {
      plans: { french: { content: 'no frontmatter' } },
      sessions: { a: {} },
    });
    const { plan } = await planPage(contextAs(ada), { id: 'french' });
    expect(plan?.outline.problem?.message).toMatch(/^line 1: /);
    expect(plan).toMatchObject({ card: { minutes: 60 }, outline: { chunks: [] } });
  });

  test('of another user is as one that nobody has, and so is a deleted one', async () => {
    await addUser('eve', 'd9');
    await addRecords('eve', { plans: { secret: {} }, sessions: { s: { plan_id: 'secret' } } });
    await addRecords('ada', { plans: { french: {} } });
    await env.DB.exec("UPDATE plans SET data = NULL WHERE user_id = 'ada'");
    for (const id of ['secret', 'french', 'nowhere']) {
      expect((await planPage(contextAs(ada), { id })).plan).toBe(null);
      await expect(readPlan(contextAs(ada), { id })).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('is one round trip, and reads no more for the history of other plans', async () => {
    const costNow = async () => {
      const cost = noCost();
      await planPage(contextAs(ada, { db: metered(env.DB, cost) }), { id: 'french' });
      return cost;
    };
    const sessions = (count: number, from: number, planId: string) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, n) => [`s${from + n}`, { plan_id: planId }]),
      );
    await addRecords('ada', {
      plans: { french: { content }, other: {} },
      sessions: { ...sessions(30, 0, 'french'), ...sessions(5, 100, 'other') },
    });
    const few = await costNow();
    await addRecords('ada', { sessions: sessions(1_000, 200, 'other') });
    expect(await costNow()).toEqual(few);
    expect(few.trips).toBe(1);
    expect(few.rowsRead).toBeLessThan(200);
  });
});
