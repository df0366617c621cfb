import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { exportAccount } from '../../src/api/account/export/export.ts';
import { records, signIns, totals } from '../../src/api/account/user-tables.ts';
import { signToken } from '../../src/api/auth/identity.ts';
import { serverSettings } from '../../src/api/context.ts';
import { metered, noCost } from '../../src/api/metering.ts';
import { GET } from '../../src/pages/api/account/export.ts';
import { addCards, addFullAccount, tablesOfUsers } from '../support/worker/account.ts';
import { addRecords } from '../support/worker/dashboard-records.ts';
import { bare, call, credentials } from '../support/worker/route.ts';
import { rowsOf } from '../support/worker/sign-in.ts';
import { addUser, codeOf, contextAs } from '../support/worker/world.ts';

const ada = { userId: 'ada', deviceId: 'laptop' };
type Rows = Record<string, unknown>[];

async function exported(): Promise<Record<string, Rows> & { account: Record<string, unknown> }> {
  return (await exportAccount(contextAs(ada))).json();
}

describe('the export of an account', () => {
  test('holds every row of every table that names the user', async () => {
    await addFullAccount('ada', 'laptop', 'phone');
    await addFullAccount('eve', 'laptop');
    const tables = [...signIns, ...records, ...totals];
    expect(tables.map(({ table }) => table).sort()).toEqual(await tablesOfUsers());
    const all = await exported();
    for (const { name, table } of tables) {
      const rows = (await rowsOf<{ user_id: string }>(table)).filter((r) => r.user_id === 'ada');
      expect(rows.length, table).toBeGreaterThan(0);
      expect(all[name], table).toHaveLength(rows.length);
    }
    expect(JSON.stringify(all)).not.toContain('eve');
    expect(Object.keys(all).at(-1)).toBe('complete');
  });

  test('says of the account, its records, files and views what is stored', async () => {
    await addFullAccount('ada', 'laptop');
    const all = await exported();
    expect(all.account).toMatchObject({ id: 'ada', email: 'ada@example.org', time_zone: 'UTC' });
    const [stored] = await rowsOf<{ data: string }>('plans');
    expect(all.plans).toMatchObject([{ id: 'french', data: JSON.parse(stored!.data) }]);
    expect(all.cards).toMatchObject([
      { id: 'c1' },
      { id: 'c2', data: { question: 'line\nbreak \u2028 \\ "' } },
      { id: 'gone', data: null },
    ]);
    expect(all.devices).toMatchObject([{ id: 'laptop', kind: 'cli', revoked_at: null }]);
    expect(all.files).toMatchObject([
      { key: 'daily/2026-11-20.tar.gz', size: 6 },
      { key: 'exports/plans-2026-11-20.md', size: 7 },
    ]);
    expect(all.kept_views).toMatchObject([{ version: 'v' }, { version: 'stats' }]);
  });

  test('of an account that has nothing is a document, too', async () => {
    await addUser('ada', 'laptop');
    const all = await exported();
    expect(all).toMatchObject({ plans: [], cards: [], files: [], kept_views: [], complete: true });
  });

  test('holds each record once, whatever the sizes', async () => {
    await addUser('ada', 'laptop');
    const plans = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [
        `plan-${n}`,
        { content: 'é"'.repeat(n % 3 === 0 ? 170_000 : 10) },
      ]),
    );
    await addRecords('ada', { plans });
    const all = await exported();
    expect(all.plans!.map(({ id }) => id)).toEqual(Object.keys(plans).sort());
  });

  test('of 60,000 records is read page by page, as fast as it is asked for', async () => {
    await addUser('ada', 'laptop');
    await addCards('ada', 60_000);
    const cost = noCost();
    const response = await exportAccount(contextAs(ada, { db: metered(env.DB, cost) }));
    expect(cost.trips).toBe(1);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let [largest, chunks, ids, tail] = [0, 0, 0, ''];
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      chunks += 1;
      largest = Math.max(largest, value.length);
      ids += value.split('"id":"card-').length - 1;
      tail = value;
      // What was read of the database is what was asked for, and at most two pages ahead.
      expect(cost.trips).toBeLessThanOrEqual(chunks + 2);
    }
    expect(ids).toBe(60_000);
    expect(tail).toContain('"complete":true}');
    expect(largest).toBeLessThan(1_500_000);
    // D1's free plan runs at most 50 statements in a request.
    expect(cost.statements).toBeLessThanOrEqual(50);
    expect(cost.rowsWritten).toBe(0);
  }, 120_000);

  test('stops reading where the reader goes away', async () => {
    await addUser('ada', 'laptop');
    await addCards('ada', 10_000);
    const cost = noCost();
    const response = await exportAccount(contextAs(ada, { db: metered(env.DB, cost) }));
    await response.body!.cancel();
    expect(cost.trips).toBe(1);
  });

  test('is cut off, without its last word, when the device is revoked on the way', async () => {
    await addFullAccount('ada', 'laptop');
    const response = await exportAccount(contextAs(ada));
    await env.DB.prepare('UPDATE devices SET revoked_at = 1').run();
    await expect(response.text()).rejects.toThrow();
  });

  test('is for the one who asks: a stranger and a revoked device are refused', async () => {
    await addUser('ada', 'laptop');
    expect((await call(GET, bare('GET', '/api/account/export'))).status).toBe(401);
    const token = await signToken(ada, 'cli', Date.now(), serverSettings());
    const answer = await call(GET, bare('GET', '/api/account/export', credentials.cookie(token)));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="samedi-account-\d{4}-\d\d-\d\d\.json"$/,
    );
    expect(await answer.json()).toMatchObject({ account: { id: 'ada' } });
    await env.DB.prepare('UPDATE devices SET revoked_at = 1').run();
    expect(await codeOf(exportAccount(contextAs(ada)))).toBe('device_revoked');
  });
});
