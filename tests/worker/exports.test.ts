import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { readExport } from '../../src/api/exports/read.ts';
import { uploadText } from '../../src/api/exports/upload.ts';
import { writeExports } from '../../src/api/exports/write.ts';
import { metered, noCost } from '../../src/api/metering.ts';
import { printPlansHead, printPlanText } from '../../src/lib/export/plans.ts';
import type { CardData, PlanData } from '../../src/lib/wire/records.ts';
import { addRecords } from '../support/worker/dashboard-records.ts';
import { planData } from '../support/worker/records.ts';
import { addUser, contextAs, NOW } from '../support/worker/world.ts';

const ada = { userId: 'ada', deviceId: 'd1' };
const eve = { userId: 'eve', deviceId: 'e1' };
const CARDS = 'cards-2026-11-21.json';
const PLANS = 'plans-2026-11-21.md';

beforeEach(async () => {
  await addUser('ada', 'd1');
  await addUser('eve', 'e1');
});

const fetched = async (name: string) => (await readExport(contextAs(ada), { name })).text();

async function plansInOrder(): Promise<PlanData[]> {
  const rows = await env.DB.prepare(
    "SELECT data FROM plans WHERE user_id = 'ada' ORDER BY id",
  ).all<{
    data: string;
  }>();
  return rows.results.map(({ data }) => JSON.parse(data));
}

describe('an export', () => {
  test('holds all plans and all cards of the learner, and no one else has any part in it', async () => {
    await addRecords('ada', {
      plans: { rust: planData(), french: {} },
      cards: { b: { question: 'dog' }, a: {} },
    });
    await addRecords('eve', { plans: { secret: {} }, cards: { c: {} } });
    const { exports } = await writeExports(contextAs(ada));
    expect(exports).toEqual([
      { name: PLANS, size: expect.any(Number), records: 2 },
      { name: CARDS, size: expect.any(Number), records: 2 },
    ]);
    const plans = await plansInOrder();
    expect(await fetched(PLANS)).toBe(printPlansHead(plans) + plans.map(printPlanText).join(''));
    const { cards } = JSON.parse(await fetched(CARDS));
    expect(cards).toMatchObject([
      { id: 'a', question: 'cat' },
      { id: 'b', question: 'dog' },
    ]);
  });

  test('of nothing is empty, and valid', async () => {
    await writeExports(contextAs(ada));
    expect(JSON.parse(await fetched(CARDS))).toEqual({ cards: [] });
    expect(await fetched(PLANS)).toBe('# Plans\n\nNone yet.\n');
  });

  test('larger than a part of an upload arrives whole, page by page', async () => {
    const answer = 'é'.repeat(30_000);
    const many = Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [`card-${1_000 + at}`, { answer }]),
    );
    for (const part of [0, 50, 100, 150]) {
      const cards = Object.fromEntries(Object.entries(many).slice(part, part + 50));
      await addRecords('ada', { cards });
    }
    const { exports } = await writeExports(contextAs(ada));
    expect(exports[1]).toMatchObject({ name: CARDS, records: 200 });
    const { cards } = JSON.parse(await fetched(CARDS)) as { cards: (CardData & { id: string })[] };
    expect(cards.map(({ id }) => id)).toEqual(Object.keys(many));
    expect(cards.every((card) => card.answer === answer)).toBe(true);
    expect((await env.R2.head(`ada/exports/${CARDS}`))?.size).toBe(exports[1]?.size);
    expect(exports[1]?.size).toBeGreaterThan(2 * 5 * 1024 * 1024);
  });

  test('that breaks off leaves what was there before', async () => {
    await addRecords('ada', { cards: { a: {} } });
    await writeExports(contextAs(ada));
    const before = await fetched(CARDS);
    async function* breaking(): AsyncGenerator<string, number> {
      yield 'x'.repeat(12 * 1024 * 1024);
      throw new Error('The database is gone.');
    }
    const key = `ada/exports/${CARDS}`;
    await expect(uploadText(env.R2, key, breaking(), 'application/json')).rejects.toThrow('gone');
    expect(await fetched(CARDS)).toBe(before);
  });

  test('asks D1 once for what it holds, and once a page of 2 MB', async () => {
    const answer = 'x'.repeat(60_000);
    for (let part = 0; part < 4; part += 1) {
      const ids = Array.from({ length: 20 }, (_, at) => `${part}-${at}`);
      await addRecords('ada', { cards: Object.fromEntries(ids.map((id) => [id, { answer }])) });
    }
    const cost = noCost();
    await writeExports(contextAs(ada, { db: metered(env.DB, cost) }));
    const account = 1;
    const limit = 1;
    const plans = 2;
    const cards = 1 + Math.ceil((80 * 60_200) / 2_000_000);
    const stillThere = 2;
    expect(cost.trips).toBe(account + limit + plans + cards + stillThere);
  });

  test.each([
    ['deleted', "DELETE FROM users WHERE id = 'ada'"],
    ['begun to be deleted', "UPDATE users SET deleting_at = 1 WHERE id = 'ada'"],
  ])('of an account that is %s meanwhile leaves nothing in R2', async (_, sql) => {
    const r2 = new Proxy(env.R2, {
      get(bucket, name) {
        if (name !== 'put') return Reflect.get(bucket, name).bind(bucket);
        return async (key: string, text: Uint8Array) => {
          // After the last look at the account, and after the deletion went through R2.
          await env.DB.exec(sql);
          return bucket.put(key, text);
        };
      },
    });
    const asked = writeExports(contextAs(ada, { r2 }));
    await expect(asked).rejects.toMatchObject({ code: 'device_revoked' });
    expect((await env.R2.list()).objects).toEqual([]);
  });

  test("is named by the learner's day", async () => {
    await env.DB.exec("UPDATE users SET time_zone = 'Pacific/Kiritimati' WHERE id = 'ada'");
    const ctx = contextAs(ada, { now: () => Date.UTC(2026, 10, 21, 11) });
    expect((await writeExports(ctx)).exports[0]?.name).toBe('plans-2026-11-22.md');
  });

  test('the same day replaces the first; 14 days are kept', async () => {
    for (let day = 0; day < 16; day += 1) {
      await writeExports(contextAs(ada, { now: () => NOW + day * 86_400_000 }));
    }
    await addRecords('ada', { cards: { a: {} } });
    await writeExports(contextAs(ada, { now: () => NOW + 15 * 86_400_000 }));
    const { objects } = await env.R2.list({ prefix: 'ada/exports/' });
    expect(objects).toHaveLength(28);
    expect(objects[0]?.key).toBe('ada/exports/cards-2026-11-23.json');
    expect(JSON.parse(await fetched('cards-2026-12-06.json')).cards).toHaveLength(1);
  });
});

describe('is refused', () => {
  test('to a device that was signed out', async () => {
    await writeExports(contextAs(ada));
    await env.DB.exec('UPDATE devices SET revoked_at = 1');
    await expect(writeExports(contextAs(ada))).rejects.toMatchObject({ code: 'device_revoked' });
    await expect(fetched(PLANS)).rejects.toMatchObject({ code: 'device_revoked' });
  });

  test("by every name that another's could have", async () => {
    await writeExports(contextAs(ada));
    for (const name of [PLANS, `../ada/exports/${PLANS}`, `ada/exports/${PLANS}`, '']) {
      const asked = readExport(contextAs(eve), { name });
      await expect(asked).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  test('where too many were asked for', async () => {
    for (let count = 0; count < 5; count += 1) await writeExports(contextAs(ada));
    await expect(writeExports(contextAs(ada))).rejects.toMatchObject({ code: 'rate_limited' });
    await writeExports(contextAs(eve));
  });
});
