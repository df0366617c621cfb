import { env } from 'cloudflare:workers';
import type { APIRoute } from 'astro';
import { describe, expect, test } from 'vitest';
import { deleteAccount } from '../../src/api/account/deletion/delete.ts';
import { exportAccount } from '../../src/api/account/export/export.ts';
import { saveLook } from '../../src/api/account/settings/save-look.ts';
import { signToken } from '../../src/api/auth/identity.ts';
import { serverSettings } from '../../src/api/context.ts';
import { listDevices } from '../../src/api/devices/list.ts';
import { revokeDevice } from '../../src/api/devices/revoke.ts';
import { revokeAll } from '../../src/api/devices/revoke-all.ts';
import { DeviceList } from '../../src/lib/wire/devices.ts';
import * as device from '../../src/pages/api/devices/[id].ts';
import * as devices from '../../src/pages/api/devices/index.ts';
import { cardEdit } from '../support/worker/records.ts';
import { round } from '../support/worker/rounds.ts';
import { bare, call, credentials, post } from '../support/worker/route.ts';
import { rowsOf } from '../support/worker/sign-in.ts';
import { addUser, codeOf, contextAs, NOW } from '../support/worker/world.ts';

const DAY_MS = 86_400_000;
const ada = { userId: 'ada', deviceId: 'laptop' };

const tokenOf = (userId: string, deviceId: string) =>
  signToken({ userId, deviceId }, 'cli', Date.now(), serverSettings());

describe('listing devices', () => {
  test('names kind, name, when added, when last seen, and which one asks', async () => {
    await addUser('ada', 'laptop', 'phone');
    await env.DB.prepare(
      "UPDATE devices SET kind = 'browser', name = 'Firefox', created_at = ?1 WHERE id = 'phone'",
    )
      .bind(NOW - 2 * DAY_MS)
      .run();
    const { devices } = await listDevices(contextAs(ada));
    expect(DeviceList.parse({ devices })).toEqual({
      devices: [
        {
          id: 'laptop',
          kind: 'cli',
          name: 'laptop',
          created_at: NOW,
          last_seen_at: NOW,
          current: true,
        },
        {
          id: 'phone',
          kind: 'browser',
          name: 'Firefox',
          created_at: NOW - 2 * DAY_MS,
          last_seen_at: NOW,
          current: false,
        },
      ],
    });
  });

  test('leaves out what cannot ask any more: revoked, or with a token that is over', async () => {
    await addUser('ada', 'laptop', 'revoked', 'browser', 'terminal', 'year-old');
    await env.DB.batch([
      env.DB.prepare("UPDATE devices SET revoked_at = 1 WHERE id = 'revoked'"),
      env.DB.prepare(
        "UPDATE devices SET kind = 'browser', created_at = ?1, signed_in_at = ?1 WHERE id = 'browser'",
      ).bind(NOW - 30 * DAY_MS),
      env.DB.prepare(
        "UPDATE devices SET created_at = ?1, signed_in_at = ?1 WHERE id = 'terminal'",
      ).bind(NOW - 364 * DAY_MS),
      env.DB.prepare(
        "UPDATE devices SET created_at = ?1, signed_in_at = ?1 WHERE id = 'year-old'",
      ).bind(NOW - 365 * DAY_MS),
    ]);
    const { devices } = await listDevices(contextAs(ada));
    expect(devices.map(({ id }) => id)).toEqual(['laptop', 'terminal']);
  });

  test('one that only reads is seen, too, with one write a day', async () => {
    await addUser('ada', 'laptop');
    const later = NOW + DAY_MS + 1;
    await listDevices(contextAs(ada, { now: () => later }));
    await listDevices(contextAs(ada, { now: () => later + DAY_MS - 1 }));
    expect(await rowsOf('devices')).toMatchObject([{ last_seen_at: later }]);
  });

  test("never shows another user's", async () => {
    await addUser('ada', 'laptop');
    await addUser('eve', 'laptop', 'tablet');
    const { devices } = await listDevices(contextAs(ada));
    expect(devices.map(({ id }) => id)).toEqual(['laptop']);
  });
});

describe('revoking a device', () => {
  const revoked = async () =>
    (await rowsOf<{ user_id: string; id: string; revoked_at: number | null }>('devices'))
      .filter(({ revoked_at }) => revoked_at !== null)
      .map(({ user_id, id }) => `${user_id}/${id}`);

  test('revokes this one of mine, and no other', async () => {
    await addUser('ada', 'laptop', 'phone', 'tablet');
    await addUser('eve', 'phone');
    await revokeDevice(contextAs(ada), { id: 'phone' });
    expect(await revoked()).toEqual(['ada/phone']);
    await revokeDevice(contextAs(ada), { id: 'laptop' });
    expect(await revoked()).toEqual(['ada/laptop', 'ada/phone']);
  });

  test("another user's device is not found, nor one that was revoked before", async () => {
    await addUser('ada', 'laptop', 'phone');
    await addUser('eve', 'tablet');
    expect(await codeOf(revokeDevice(contextAs(ada), { id: 'tablet' }))).toBe('not_found');
    expect(await codeOf(revokeDevice(contextAs(ada), { id: '' }))).toBe('not_found');
    await revokeDevice(contextAs(ada), { id: 'phone' });
    expect(await codeOf(revokeDevice(contextAs(ada), { id: 'phone' }))).toBe('not_found');
    expect(await revoked()).toEqual(['ada/phone']);
  });

  test('a revoked device revokes none', async () => {
    await addUser('ada', 'laptop', 'phone');
    await revokeDevice(contextAs(ada), { id: 'laptop' });
    expect(await codeOf(revokeDevice(contextAs(ada), { id: 'phone' }))).toBe('device_revoked');
    expect(await revoked()).toEqual(['ada/laptop']);
  });

  test('everywhere signs out all of mine, this one included, and none of another user', async () => {
    await addUser('ada', 'laptop', 'phone');
    await addUser('eve', 'laptop');
    await revokeDevice(contextAs(ada), { id: 'phone' });
    expect(await revokeAll(contextAs(ada))).toEqual({ revoked: 1 });
    expect((await revoked()).every((name) => name.startsWith('ada/'))).toBe(true);
    expect(await codeOf(revokeAll(contextAs(ada)))).toBe('device_revoked');
    expect(await codeOf(listDevices(contextAs(ada)))).toBe('device_revoked');
  });

  test('over HTTP: 204, then 404; a stranger and another site are refused', async () => {
    await addUser('ada', 'laptop', 'phone');
    const headers = credentials.bearer(await tokenOf('ada', 'laptop'));
    const remove = (id: string, headers: Record<string, string>) =>
      call(device.DELETE, bare('DELETE', `/api/devices/${id}`, headers), { id });
    const foreign = {
      ...credentials.cookie(await tokenOf('ada', 'laptop')),
      'sec-fetch-site': 'same-site',
    };
    expect((await remove('phone', {})).status).toBe(401);
    expect((await remove('phone', foreign)).status).toBe(403);
    expect((await remove('phone', headers)).status).toBe(204);
    expect((await remove('phone', headers)).status).toBe(404);
    expect((await call(devices.GET, bare('GET', '/api/devices'))).status).toBe(401);
    expect((await call(device.ALL, bare('GET', '/api/devices/phone'))).status).toBe(405);
  });
});

describe('a sign-in that is not used', () => {
  const later = (days: number, deviceId = 'laptop') =>
    contextAs({ userId: 'ada', deviceId }, { now: () => NOW + days * DAY_MS });
  const changed = { cards: [cardEdit('c1', 100)] };

  test('ends after 30 days, for reading, writing and syncing, and is not listed', async () => {
    await addUser('ada', 'laptop', 'phone');
    await listDevices(later(29, 'phone'));
    for (let tries = 0; tries < 2; tries++) {
      for (const refused of [
        () => listDevices(later(30)),
        () => revokeDevice(later(30), { id: 'phone' }),
        () => revokeAll(later(30)),
        () => saveLook(later(30), { streaksHidden: true }),
        () => deleteAccount(later(30)),
        () => exportAccount(later(30)),
        () => round(later(30), changed),
      ]) {
        expect(await codeOf(refused())).toBe('device_revoked');
      }
    }
    const { devices } = await listDevices(later(30, 'phone'));
    expect(devices.map(({ id }) => id)).toEqual(['phone']);
    expect(await rowsOf('cards')).toEqual([]);
    expect(await rowsOf('users')).toMatchObject([{ streaks_hidden: 0, deleting_at: null }]);
  });

  test('goes on while it is used, by syncing, too', async () => {
    await addUser('ada', 'laptop');
    for (const days of [20, 40, 60]) await round(later(days), changed);
    await listDevices(later(89));
  });
});

describe('a revoked device', () => {
  const sync = { protocol: 2, epoch: null, cursor: 0, cards: [cardEdit('c1', 100)] };
  type Handlers = Record<string, APIRoute>;
  const modules = import.meta.glob<Handlers>('../../src/pages/api/**/*.ts', { eager: true });
  /** What a stranger may ask for, and what is no route. */
  const open = /\/api\/(auth\/|health|\[\.\.\.path)/;
  const routes = Object.entries(modules)
    .map(([file, handlers]) => ({ path: /\/api\/.*(?=\.ts$)/.exec(file)![0], handlers }))
    .filter(({ path }) => !open.test(path))
    .flatMap(({ path, handlers }) =>
      Object.entries(handlers)
        .filter(([method]) => /^(GET|POST|PUT|DELETE)$/.test(method))
        .map(([method, handler]) => [`${method} ${path}`, method, path, handler] as const),
    );
  const queries: Record<string, string> = { '/api/sync/digest': '?kind=cards' };

  function request(method: string, path: string, headers: Record<string, string>): Request {
    const at = path.replace('/index', '').replaceAll(/\[[.\w]+\]/g, 'x');
    return method === 'POST' || method === 'PUT'
      ? post(at, sync, headers)
      : bare(method, at + (queries[at] ?? ''), headers);
  }

  test('is tried on every route there is', () => {
    expect(routes.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'POST /api/sync/index',
        'GET /api/plans/[id]',
        'GET /api/sync/digest',
        'DELETE /api/devices/[id]',
      ]),
    );
  });

  for (const kind of ['bearer', 'cookie'] as const) {
    test.each(routes)(`${kind}: %s refuses it from the very next request`, async (...route) => {
      const [name, method, path, handler] = route;
      await addUser('ada', 'laptop', 'phone');
      const headers = credentials[kind](await tokenOf('ada', 'phone'));
      const ask = () => call(handler, request(method, path, headers), { id: 'x', date: 'x' });
      await revokeDevice(contextAs(ada), { id: 'phone' });
      const before = await rowsOf('users');
      const response = await ask();
      // A route may find its input wrong before it asks who that is.
      expect(response.status, name).toBeGreaterThanOrEqual(400);
      const { code } = (await response.json()) as { code: string };
      expect(['device_revoked', 'invalid_input', 'unsupported_media_type'], name).toContain(code);
      if (name in exact) expect(code).toBe('device_revoked');
      expect(await rowsOf('users')).toEqual(before);
      expect(await rowsOf('cards')).toEqual([]);
    });
  }

  const exact = Object.fromEntries(
    [
      'POST /api/sync/index',
      'GET /api/sync/digest',
      'GET /api/stats',
      'GET /api/plans/index',
      'GET /api/plans/[id]',
      'GET /api/sessions',
      'GET /api/cards',
      'GET /api/account/index',
      'GET /api/devices/index',
      'DELETE /api/devices/[id]',
    ].map((name) => [name, true]),
  );
});
