/** How many requests a user has in a minute, what answers say of it, and what counting costs. */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import type { VisitorContext } from '../../src/api/context.ts';
import { serverSettings } from '../../src/api/context.ts';
import { metered, noCost } from '../../src/api/metering.ts';
import { classOf, ratesIn } from '../../src/api/rate/classes.ts';
import { underLimit } from '../../src/api/rate/under-limit.ts';
import { parseSettings } from '../../src/api/settings.ts';
import { bare } from '../support/worker/route.ts';
import { addUser, contextAs, NOW } from '../support/worker/world.ts';

const ada = { userId: 'ada', deviceId: 'laptop' };
const rates = { sync: 6, heavy: 2, rest: 10 };
const { limiters } = serverSettings();

const inD1 = (ms = 0, overrides: Partial<VisitorContext> = {}): VisitorContext => ({
  ...contextAs(ada, { now: () => NOW + ms }),
  settings: { ...serverSettings(), rates, limiters: null },
  ...overrides,
});
const byBinding = (): VisitorContext => ({
  ...contextAs(ada),
  settings: { ...serverSettings(), rates: { sync: 5, heavy: 5, rest: 5 }, limiters },
});

const ask = (ctx = inD1(), path = '/api/sync', method = 'POST') =>
  underLimit(ctx, bare(method, path), async () => new Response('answered'));
const statuses = async (asked: Promise<Response>[]) =>
  (await Promise.all(asked)).map(({ status }) => status).toSorted();

beforeEach(() => addUser('ada', 'laptop', 'phone'));

describe('requests a minute', () => {
  test('of twenty at once, from two devices, exactly as many pass as may', async () => {
    const phone = inD1(0, { identity: { ...ada, deviceId: 'phone' } });
    const asked = Array.from({ length: 20 }, (_, i) => ask(i % 2 ? phone : inD1()));
    expect(await statuses(asked)).toEqual([...Array(6).fill(200), ...Array(14).fill(429)]);
  });

  test('are counted by class and by user', async () => {
    await addUser('eve', 'laptop');
    await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect((await ask()).status).toBe(429);
    expect((await ask(inD1(), '/api/plans', 'GET')).status).toBe(200);
    expect((await ask(inD1(0, { identity: { ...ada, userId: 'eve' } }))).status).toBe(200);
  });

  test('begin anew with the minute', async () => {
    for (let i = 0; i < 7; i++) await ask(inD1(59_999));
    expect((await ask(inD1(59_999))).status).toBe(429);
    expect((await ask(inD1(60_000))).headers.get('ratelimit')).toBe('"sync";r=5;t=60');
  });

  test('each answer says what the limit is, what is left, and for how long it counts', async () => {
    const { headers } = await ask(inD1(15_000));
    expect(headers.get('ratelimit-policy')).toBe('"sync";q=6;w=60');
    expect(headers.get('ratelimit')).toBe('"sync";r=5;t=45');
  });

  test('a refusal says when to come back: as a problem, or on a page in a sentence', async () => {
    for (let i = 0; i < 6; i++) await ask();
    const refused = await ask(inD1(50_500));
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(refused.headers.get('ratelimit')).toBe('"sync";r=0;t=10');
    expect(await refused.json()).toMatchObject({ code: 'rate_limited', status: 429 });
    for (let i = 0; i < 10; i++) await ask(inD1(), '/plans', 'GET');
    const page = await ask(inD1(), '/plans', 'GET');
    expect([page.status, await page.text()]).toEqual([
      429,
      'Too many requests in this minute. Try again in 60 seconds.\n',
    ]);
  });

  test('a stranger is not counted here, and a user who is gone is answered as such', async () => {
    expect((await ask(inD1(0, { identity: null }))).headers.has('ratelimit')).toBe(false);
    const gone = { userId: 'gone', deviceId: 'laptop' };
    expect(await (await ask(inD1(0, { identity: gone }))).text()).toBe('answered');
  });

  test('where counting fails, nobody is kept out', async () => {
    const prepare = () => {
      throw new Error('D1 is away');
    };
    const db = { prepare } as unknown as D1Database;
    expect((await ask(inD1(0, { db }))).status).toBe(200);
  });
});

describe('what counting costs', () => {
  const costOf = async (ctx: VisitorContext) => {
    const cost = noCost();
    await ask({ ...ctx, db: metered(env.DB, cost) });
    return cost;
  };

  test('in D1: a trip, two rows read and one written, and a refusal writes none', async () => {
    const counted = { trips: 1, statements: 1, rowsRead: 2, rowsWritten: 1 };
    for (let i = 0; i < 6; i++) expect(await costOf(inD1())).toEqual(counted);
    expect(await costOf(inD1())).toMatchObject({ rowsWritten: 0 });
  });

  test("by the platform's binding: nothing, so that a quiet round of sync writes no row", async () => {
    expect(await costOf(byBinding())).toEqual(noCost());
  });
});

test("the platform's binding lets exactly as many pass, and names the limit", async () => {
  const asked = Array.from({ length: 12 }, () => ask(byBinding(), '/api/exports'));
  expect(await statuses(asked)).toEqual([...Array(5).fill(200), ...Array(7).fill(429)]);
  const refused = await ask(byBinding(), '/api/exports');
  expect(refused.headers.get('ratelimit-policy')).toBe('"heavy";q=5;w=60');
  expect(refused.headers.get('ratelimit')).toMatch(/^"heavy";r=0;t=\d+$/);
});

test.each([
  ['POST', '/api/sync', 'sync'],
  ['GET', '/api/sync/digest', 'sync'],
  ['POST', '/api/exports', 'heavy'],
  ['GET', '/api/exports/plans-2026-01-27.md', 'rest'],
  ['HEAD', '/api/account/export', 'heavy'],
  ['PUT', '/api/backups/daily/2026-11-21', 'heavy'],
  ['GET', '/api/backups', 'rest'],
  ['GET', '/', 'rest'],
  ['GET', '/api/synchronous', 'rest'],
])('%s %s counts as %s', (method, path, rateClass) => {
  expect(classOf(method, path)).toBe(rateClass);
});

describe('the setting', () => {
  test('is read, and can be off', () => {
    expect(ratesIn('sync=1 heavy=2 rest=3')).toEqual({ sync: 1, heavy: 2, rest: 3 });
    expect(ratesIn('off')).toBeNull();
  });

  test.each(['', '60', 'sync=0 heavy=1 rest=1', 'sync=1 heavy=1', 'sync=1 heavy=1 rest=many'])(
    '%j is refused, but for one that is empty',
    (text) => {
      expect(ratesIn(text)).toBeUndefined();
      const parsed = () => parseSettings({ ...env, REQUESTS_A_MINUTE: text });
      if (text) expect(parsed).toThrow('REQUESTS_A_MINUTE is written as');
      else expect(parsed().rates).toEqual({ sync: 60, heavy: 10, rest: 100 });
    },
  );
});
