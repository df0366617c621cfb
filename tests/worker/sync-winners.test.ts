import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { cardEdit } from '../support/worker/records.ts';
import { dump, laptop, phone, round } from '../support/worker/rounds.ts';
import { addUser } from '../support/worker/world.ts';

describe('which version wins', () => {
  test('the greater updated_at, in either order of arrival', async () => {
    for (const order of [
      [laptop, phone],
      [phone, laptop],
    ] as const) {
      await env.DB.batch([
        env.DB.prepare('DELETE FROM users'),
        env.DB.prepare('DELETE FROM devices'),
        env.DB.prepare('DELETE FROM cards'),
      ]);
      await addUser('ada', 'laptop', 'phone');
      for (const ctx of order) {
        const isLaptop = ctx === laptop;
        await round(ctx, {
          cards: [cardEdit('c1', isLaptop ? 200 : 100, { answer: isLaptop ? 'laptop' : 'phone' })],
        });
      }
      expect(await storedAnswer('c1')).toBe('laptop');
    }
  });

  test('at equal times the greater device id', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(phone, { cards: [cardEdit('c1', 100, { answer: 'phone' })] });
    const answer = await round(laptop, { cards: [cardEdit('c1', 100, { answer: 'laptop' })] });
    expect(await storedAnswer('c1')).toBe('phone');
    expect(answer.stale).toEqual([{ kind: 'cards', id: 'c1', conflict: true }]);
    expect(answer.cards).toMatchObject([{ id: 'c1', data: { answer: 'phone' } }]);
  });

  test('clocks years off in either direction still give and get everything', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(laptop, { cards: [cardEdit('past', 0), cardEdit('future', 253_402_300_799_999)] });
    expect((await round(phone)).cards.map((card) => card.id)).toEqual(['past', 'future']);
  });

  test('a version sent for another device keeps its author', async () => {
    await addUser('ada', 'laptop', 'phone');
    await round(phone, { cards: [cardEdit('c1', 100)] });
    await round(laptop);
    const before = await dump();
    await round(laptop, { cards: [{ ...cardEdit('c1', 100), device: 'phone' }] });
    expect(await dump()).toEqual(before);
  });
});

const storedAnswer = (id: string) =>
  env.DB.prepare("SELECT data->>'answer' AS answer FROM cards WHERE id = ?")
    .bind(id)
    .first('answer');
