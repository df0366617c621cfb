import type { APIRoute } from 'astro';
import { beforeEach, expect, test } from 'vitest';
import { signToken } from '../../src/api/auth/identity.ts';
import { serverSettings } from '../../src/api/context.ts';
import { today } from '../../src/api/dashboard/today.ts';
import { GET as cards } from '../../src/pages/api/cards.ts';
import { GET as plans } from '../../src/pages/api/plans/index.ts';
import { GET as sessions } from '../../src/pages/api/sessions.ts';
import { GET as stats } from '../../src/pages/api/stats.ts';
import { addRecords } from '../support/worker/dashboard-records.ts';
import { call } from '../support/worker/route.ts';
import { addUser, contextAs } from '../support/worker/world.ts';

const ada = { userId: 'ada', deviceId: 'd1' };
const routes = { plans, sessions, cards, stats };

beforeEach(async () => {
  await addUser('ada', 'd1');
  await addRecords('ada', {
    plans: { french: {}, old: { status: 'archived', tags: [] } },
    sessions: { a: { minutes: 30 }, b: { minutes: 45, plan_id: 'old', notes: 'Hm.' } },
    cards: { c: {} },
  });
});

async function ask(route: APIRoute, query = '') {
  const token = await signToken(ada, 'cli', Date.now(), serverSettings());
  const headers = { authorization: `Bearer ${token}` };
  const response = await call(route, new Request(`http://localhost:8788/api${query}`, { headers }));
  return { status: response.status, body: await response.json<Record<string, unknown>>() };
}

test('GET /api/plans tells how far each is, narrowed by status and tag', async () => {
  expect((await ask(plans, '?tag=french')).body).toEqual({
    plans: [
      {
        id: 'french',
        title: 'French B1 Mastery',
        status: 'in-progress',
        tags: ['french'],
        chunks_total: 10,
        chunks_completed: 4,
        minutes: 30,
        planned_minutes: 3_000,
        last_session: expect.objectContaining({ day: '2026-11-21', utc_offset_minutes: 60 }),
        weeks_left: expect.any(Number),
      },
    ],
  });
  expect((await ask(plans, '?status=archived')).body).toMatchObject({ plans: [{ id: 'old' }] });
  expect(await ask(plans, '?status=lost')).toMatchObject({
    status: 400,
    body: { code: 'invalid_input' },
  });
});

test('GET /api/sessions gives whole records, and where to go on', async () => {
  const { body } = await ask(sessions, '?limit=1');
  expect(body).toMatchObject({
    sessions: [{ id: 'b', plan_id: 'old', minutes: 45, notes: 'Hm.' }],
  });
  const rest = await ask(sessions, `?before=${encodeURIComponent(String(body['next']))}`);
  expect(rest.body).toMatchObject({ sessions: [{ id: 'a' }], next: null });
  expect((await ask(sessions, '?before=never')).status).toBe(400);
});

test('GET /api/cards gives the cards due on a day', async () => {
  expect((await ask(cards, '?due=2026-11-21')).body).toMatchObject({
    cards: [{ id: 'c', question: 'cat' }],
    next: null,
    plans: [{ plan_id: 'french', due: 1, new: 1 }],
  });
  expect((await ask(cards, '?due=2026-11-20')).body).toMatchObject({ cards: [] });
});

test("GET /api/stats has the dashboard's numbers", async () => {
  const { body } = await ask(stats);
  const { today: page } = await today(contextAs(ada, { now: Date.now }));
  expect(body).toMatchObject({
    day: page.day,
    total: { minutes: 75, sessions: 2 },
    streaks: { current: page.streaks.current, longest: page.streaks.longest },
    week: { minutes: page.week.minutes },
    cards: page.cards,
    plans: [{ id: 'french', minutes: 30 }],
  });
});

test.each(Object.entries(routes))('GET /api/%s is for who is signed in', async (_, route) => {
  const answer = await call(route, new Request('http://localhost:8788/api'));
  expect([answer.status, (await answer.json<{ code: string }>()).code]).toEqual([
    401,
    'not_signed_in',
  ]);
});

test('GET /api/stats tells what was learned in a range, of all plans or of one', async () => {
  expect((await ask(stats)).body).not.toHaveProperty('range');
  expect((await ask(stats, '?range=2026-11')).body).toMatchObject({
    total: { minutes: 75 },
    range: {
      from: '2026-11-01',
      to: '2026-11-30',
      minutes: 75,
      plans: [
        { id: 'old', minutes: 45 },
        { id: 'french', minutes: 30 },
      ],
      tags: [
        { tag: null, minutes: 45 },
        { tag: 'french', minutes: 30 },
      ],
    },
  });
  expect((await ask(stats, '?range=2026&plan=french')).body).toMatchObject({
    range: { minutes: 30 },
  });
  expect(await ask(stats, '?plan=spanish')).toMatchObject({ status: 404 });
  expect(await ask(stats, '?range=soon')).toMatchObject({
    status: 400,
    body: { code: 'invalid_input' },
  });
});
