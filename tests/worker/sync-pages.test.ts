import { describe, expect, test } from 'vitest';
import { cardEdit, planEdit, sessionEdit } from '../support/worker/records.ts';
import { laptop, phone, round } from '../support/worker/rounds.ts';
import { addUser } from '../support/worker/world.ts';

describe('pages', () => {
  test('hold at most 1,000 deltas, and the rounds together everything once', async () => {
    await addUser('ada', 'laptop', 'phone');
    for (const from of [0, 700]) {
      const sessions = Array.from({ length: 700 }, (_, i) => sessionEdit(`s${from + i}`, 100));
      await round(laptop, { cursor: from, sessions });
    }
    const first = await round(phone);
    expect([first.sessions.length, first.more]).toEqual([1000, true]);
    const second = await round(phone, { cursor: first.cursor });
    expect([second.sessions.length, second.more]).toEqual([400, false]);
    expect(new Set([...first.sessions, ...second.sessions].map(({ id }) => id)).size).toBe(1400);
  });

  test('are cut by size, and never so short that nothing moves', async () => {
    await addUser('ada', 'laptop', 'phone');
    const content = 'x'.repeat(400_000);
    for (const id of ['a', 'b', 'c']) {
      await round(laptop, {
        plans: [planEdit(id, 100, { content })],
      });
    }
    const first = await round(phone);
    expect([first.plans.length, first.more]).toEqual([2, true]);
    expect((await round(phone, { cursor: first.cursor })).plans.map(({ id }) => id)).toEqual(['c']);
  });

  test('large records of two kinds with one id are not mixed up', async () => {
    await addUser('ada', 'laptop', 'phone');
    const long = 'z'.repeat(2_000);
    await round(laptop, {
      plans: [planEdit('x', 1, { content: long })],
      cards: [cardEdit('x', 1, { answer: long })],
      sessions: [sessionEdit('x', 1, { notes: long })],
    });
    expect(await round(phone)).toMatchObject({
      plans: [{ data: { content: long } }],
      cards: [{ data: { answer: long } }],
      sessions: [{ data: { notes: long } }],
    });
  });

  test('a request larger than one bound value goes in whole', async () => {
    await addUser('ada', 'laptop', 'phone');
    const plans = ['a', 'b'].map((id) => planEdit(id, 100, { content: 'y'.repeat(500_000) }));
    expect((await round(laptop, { plans })).cursor).toBe(2);
  });
});
