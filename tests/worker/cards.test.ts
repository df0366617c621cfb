import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { listCards } from '../../src/api/cards/list.ts';
import { metered, noCost } from '../../src/api/metering.ts';
import type { CardFilter } from '../../src/lib/queries/filters.ts';
import type { CardData } from '../../src/lib/wire/records.ts';
import { addRecords } from '../support/worker/dashboard-records.ts';
import { addUser, contextAs } from '../support/worker/world.ts';

const ada = { userId: 'ada', deviceId: 'd1' };

beforeEach(() => addUser('ada', 'd1'));

async function list(filter: CardFilter = {}) {
  const cost = noCost();
  const page = await listCards(contextAs(ada, { db: metered(env.DB, cost) }), filter);
  return { ...page, ids: page.cards.map(({ id }) => id), cost };
}

describe('cards', () => {
  test('are those due on the day of the learner, by plan and tag', async () => {
    await addRecords('ada', {
      plans: { french: {} },
      cards: {
        a: { next_review: '2020-01-01', tags: ['verbs'] },
        b: { next_review: '2026-11-21', plan_id: 'rust', tags: ['verbs', 'b1'] },
        c: { next_review: '2026-11-22' },
      },
    });
    const { ids, counts, next } = await list();
    expect([ids, next]).toEqual([['a', 'b'], null]);
    expect(counts).toEqual([
      { plan_id: 'french', due: 1, new: 2, learning: 0, mature: 0 },
      { plan_id: 'rust', due: 1, new: 1, learning: 0, mature: 0 },
    ]);
    expect((await list({ plan: 'rust' })).ids).toEqual(['b']);
    expect((await list({ tag: 'verbs' })).ids).toEqual(['a', 'b']);
    expect((await list({ tag: 'b1', plan: 'french' })).ids).toEqual([]);
    const tomorrow = await list({ due: '2026-11-22' });
    expect(tomorrow.ids).toEqual(['a', 'b', 'c']);
    expect(tomorrow.counts[0]?.due).toBe(2);
    await env.DB.exec("UPDATE users SET time_zone = 'Pacific/Kiritimati' WHERE id = 'ada'");
    expect(
      (await listCards(contextAs(ada, { now: () => Date.UTC(2026, 10, 21, 12) }), {})).cards,
    ).toHaveLength(3);
  });

  test('of thousands, each that is due is found once, a bounded look at a time', async () => {
    const cards: Record<string, Partial<CardData>> = {};
    for (let n = 0; n < 3_500; n++) {
      const due = n < 120 || n % 500 === 0;
      cards[`c${String(n).padStart(4, '0')}`] = { next_review: due ? '2026-11-20' : '2027-01-01' };
    }
    await addRecords('ada', { plans: { french: {} }, cards });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await list({ after });
      expect(page.cost.trips).toBe(1);
      expect(page.cost.rowsRead).toBeLessThanOrEqual(2_020);
      seen.push(...page.ids);
      after = page.next ?? undefined;
    } while (after);
    const due = Object.keys(cards).filter((id) => cards[id]?.next_review === '2026-11-20');
    expect(seen).toEqual(due);
  });

  test("are the learner's own, and not those that were deleted", async () => {
    await addUser('eve', 'd9');
    await addRecords('eve', { cards: { secret: {} } });
    await addRecords('ada', { cards: { gone: {} } });
    await env.DB.exec("UPDATE cards SET data = NULL WHERE user_id = 'ada'");
    const { ids, counts } = await list();
    expect([ids, counts]).toEqual([[], []]);
  });

  test('are for who is signed in', async () => {
    await env.DB.exec("UPDATE devices SET revoked_at = 1 WHERE user_id = 'ada'");
    await expect(listCards(contextAs(ada), {})).rejects.toMatchObject({ code: 'device_revoked' });
  });
});
