import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { deleteAccount } from '../../src/api/account/deletion/delete.ts';
import { readAccount } from '../../src/api/account/read.ts';
import { signToken } from '../../src/api/auth/identity.ts';
import { type DeviceContext, serverSettings } from '../../src/api/context.ts';
import { today } from '../../src/api/dashboard/today.ts';
import { metered, noCost } from '../../src/api/metering.ts';
import { syncRound } from '../../src/api/sync/round.ts';
import { DELETE, GET } from '../../src/pages/api/account/index.ts';
import { addCards, addFullAccount, leftOf, tablesOfUsers } from '../support/worker/account.ts';
import { cardEdit } from '../support/worker/records.ts';
import { bare, call, credentials } from '../support/worker/route.ts';
import {
  ADA,
  browserLink,
  rowsOf,
  strangerAt,
  verifyHere as verify,
} from '../support/worker/sign-in.ts';
import { addUser, codeOf, contextAs, NOW } from '../support/worker/world.ts';

const ada = { userId: 'ada', deviceId: 'laptop' };
const phone = { userId: 'ada', deviceId: 'phone' };

/** Asks until nothing is left, as clients do; how often. */
async function deleteAll(ctx: DeviceContext = contextAs(ada)): Promise<number> {
  for (let asked = 1; ; asked++) {
    if ((await deleteAccount(ctx)).deleted) return asked;
  }
}

/** Bindings that all fail from the `limit`-th use on, as if the request was cut there; and how often they were used. */
function cutAfter(limit: number) {
  const uses = { count: 0 };
  const count = () => {
    if (uses.count >= limit) throw new Error('cut');
    uses.count += 1;
  };
  const cutting = <Binding extends object>(binding: Binding, names: string[]): Binding =>
    new Proxy(binding, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (names.includes(String(name))) count();
          return Reflect.apply(value, target, given);
        };
      },
    });
  const ctx = contextAs(ada, {
    db: cutting(env.DB, ['batch', 'prepare']),
    kv: cutting(env.KV, ['list', 'delete']),
    r2: cutting(env.R2, ['list', 'delete']),
  });
  return { ctx, uses };
}

describe('deleting an account', () => {
  test('leaves nothing in any table, KV or R2, and all of another user', async () => {
    await addFullAccount('ada', 'laptop', 'phone');
    await addFullAccount('eve', 'laptop');
    const tables = await tablesOfUsers();
    expect(Object.keys(await leftOf('ada'))).toEqual(
      expect.arrayContaining([...tables, 'users', 'files', 'stats:ada', 'sign-in links']),
    );
    const others = await leftOf('eve');
    expect(await deleteAll()).toBe(1);
    expect(await leftOf('ada')).toEqual({});
    expect(await leftOf('eve')).toEqual(others);
  });

  test('can be cut at any step, and repeated by a device that still is signed in', async () => {
    let cuts = 0;
    for (let limit = 0; ; limit++) {
      const user = `ada`;
      await addFullAccount(user, 'laptop');
      const { ctx } = cutAfter(limit);
      const outcome = await deleteAccount(ctx).catch((error: Error) => error.message);
      if (typeof outcome !== 'string') break;
      expect(outcome).toBe('cut');
      cuts += 1;
      await deleteAll();
      expect(await leftOf(user), `cut after ${limit}`).toEqual({});
    }
    expect(cuts).toBeGreaterThan(20);
    expect(await leftOf('ada')).toEqual({});
  }, 120_000);

  test('of 60,000 records takes few requests, each within the limits of D1', async () => {
    await addUser('ada', 'laptop');
    await addCards('ada', 60_000);
    const costs = [];
    for (let deleted = false; !deleted; ) {
      const cost = noCost();
      ({ deleted } = await deleteAccount(contextAs(ada, { db: metered(env.DB, cost) })));
      costs.push(cost);
    }
    expect(await leftOf('ada')).toEqual({});
    expect(costs.length).toBeLessThanOrEqual(2);
    for (const { statements } of costs) expect(statements).toBeLessThanOrEqual(50);
    const written = costs.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0);
    // A card and its place in an index: no total is counted down card by card.
    expect(written / 60_000).toBeLessThanOrEqual(2.1);
  }, 120_000);

  test('of more than one request can delete says so, and goes on', async () => {
    await addUser('ada', 'laptop', 'phone');
    await addCards('ada', 100_000);
    expect(await deleteAccount(contextAs(ada))).toEqual({ deleted: false });
    // Any device may go on with it.
    expect(await deleteAll(contextAs(phone))).toBe(1);
    expect(await leftOf('ada')).toEqual({});
  }, 120_000);

  test('of more files than R2 lists at once deletes them all', async () => {
    await addUser('ada', 'laptop');
    for (let at = 0; at < 1_050; at += 50) {
      await Promise.all(
        Array.from({ length: 50 }, (_, n) => env.R2.put(`ada/daily/${at + n}`, 'x')),
      );
    }
    await deleteAll();
    expect(await leftOf('ada')).toEqual({});
  }, 60_000);

  test('once begun, nothing is read or written any more, by no device', async () => {
    await addFullAccount('ada', 'laptop', 'phone');
    await expect(deleteAccount(cutAfter(3).ctx)).rejects.toThrow('cut');
    const before = await leftOf('ada');
    for (const identity of [ada, phone]) {
      const ctx = contextAs(identity);
      const round = { protocol: 2, epoch: null, cursor: 0, cards: [cardEdit('new', NOW)] };
      expect(await codeOf(syncRound(ctx, round))).toBe('account_deleting');
      expect(await codeOf(today(ctx))).toBe('account_deleting');
      expect(await codeOf(readAccount(ctx))).toBe('account_deleting');
    }
    expect(await leftOf('ada')).toEqual(before);
    await deleteAll();
    expect(await leftOf('ada')).toEqual({});
  });

  test('while other devices sync brings no record back', async () => {
    await addFullAccount('ada', 'laptop', 'phone');
    const rounds = Array.from({ length: 20 }, (_, n) =>
      syncRound(contextAs(phone), {
        protocol: 2,
        epoch: null,
        cursor: 0,
        cards: [cardEdit(`late-${n}`, NOW)],
      } as { protocol: number }).catch((error: { code: string }) => error.code),
    );
    const [, ...outcomes] = await Promise.all([deleteAll(), ...rounds]);
    expect(await leftOf('ada')).toEqual({});
    for (const outcome of outcomes) {
      if (outcome.startsWith('{')) continue;
      expect(['account_deleting', 'device_revoked']).toContain(outcome);
    }
  });

  test('while somebody signs in ends it for them as well; the next sign-in begins anew', async () => {
    await addFullAccount('ada', 'laptop');
    const token = await browserLink();
    await expect(deleteAccount(cutAfter(3).ctx)).rejects.toThrow('cut');
    const { signedIn } = await verify(contextAs(null), { token });
    const tablet = { userId: signedIn.user_id, deviceId: signedIn.device_id };
    expect(tablet.userId).toBe('ada');
    expect(await codeOf(readAccount(contextAs(tablet)))).toBe('account_deleting');
    await deleteAll(contextAs(tablet));
    const again = await verify(contextAs(null), {
      token: await browserLink(ADA, strangerAt(1)),
    });
    expect(again.signedIn.user_id).not.toBe('ada');
    expect(await rowsOf('cards')).toEqual([]);
  });

  test('voids the links to its address that were not used', async () => {
    await addFullAccount('ada', 'laptop');
    const token = await browserLink();
    await deleteAll();
    expect(await codeOf(verify(contextAs(null), { token }))).toBe('link_invalid');
  });

  test('is refused to a revoked device, and once more', async () => {
    await addFullAccount('ada', 'laptop', 'phone');
    await env.DB.prepare("UPDATE devices SET revoked_at = 1 WHERE id = 'phone'").run();
    const before = await leftOf('ada');
    expect(await codeOf(deleteAccount(contextAs(phone)))).toBe('device_revoked');
    expect(await leftOf('ada')).toEqual(before);
    await deleteAll();
    expect(await codeOf(deleteAccount(contextAs(ada)))).toBe('device_revoked');
  });

  test('over HTTP answers 202 until nothing is left, then 200', async () => {
    await addUser('ada', 'laptop');
    await addCards('ada', 100_000);
    const token = await signToken(ada, 'cli', Date.now(), serverSettings());
    const headers = credentials.bearer(token);
    const ask = async (headers: Record<string, string>) => {
      const response = await call(DELETE, bare('DELETE', '/api/account', headers));
      return [response.status, await response.json()];
    };
    expect(await ask({ cookie: `samedi=${token}`, origin: 'https://evil.example' })).toMatchObject([
      403,
      { code: 'origin_forbidden' },
    ]);
    expect(await ask(headers)).toEqual([202, { deleted: false }]);
    const reading = await call(GET, bare('GET', '/api/account', headers));
    expect([reading.status, await reading.json()]).toMatchObject([
      409,
      { code: 'account_deleting' },
    ]);
    expect(await ask(headers)).toEqual([200, { deleted: true }]);
    expect(await ask(headers)).toMatchObject([401, { code: 'device_revoked' }]);
  }, 60_000);
});
