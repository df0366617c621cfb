import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/lib/wire/kinds.ts';
import { digestOf } from '../../src/lib/wire/versions.ts';
import { cardEdit, deletion, sessionEdit } from '../support/worker/records.ts';
import { laptop, phone, round } from '../support/worker/rounds.ts';
import { addUser } from '../support/worker/world.ts';

describe('a history that the device does not know', () => {
  test('is answered with a reset, and nothing is taken', async () => {
    await addUser('ada', 'laptop', 'phone');
    const request = { cards: [cardEdit('c1', 100)] };
    for (const unknown of [{ epoch: 'another' }, { cursor: 7 }, { epoch: null, cursor: 1 }]) {
      const answer = await round(laptop, { ...request, ...unknown });
      expect(answer).toMatchObject({ reset: true, cursor: 0, epoch: 'epoch-ada' });
    }
    expect(await env.DB.prepare('SELECT count(*) AS n FROM cards').first('n')).toBe(0);
  });
});

describe('a digest', () => {
  const recount = async () => {
    const tables = kinds.map((kind) => env.DB.prepare(`SELECT version FROM ${kind}`));
    const results = await env.DB.batch<{ version: number }>(tables);
    return digestOf(results.flatMap(({ results }) => results.map(({ version }) => version)));
  };

  test('is that of what the server holds, after any rounds', async () => {
    const offer = fc.record({
      device: fc.constantFrom(laptop, phone),
      id: fc.constantFrom('a', 'b', 'c'),
      at: fc.integer({ min: 1, max: 9 }),
      what: fc.constantFrom('card', 'session', 'deletion'),
    });
    await addUser('ada', 'laptop', 'phone');
    await fc.assert(
      fc.asyncProperty(fc.array(offer, { minLength: 1, maxLength: 8 }), async (offers) => {
        for (const { device, id, at, what } of offers) {
          const answer = await round(device, {
            cards: what === 'card' ? [cardEdit(id, at)] : [deletion('cards', id, at)],
            sessions: what === 'session' ? [sessionEdit(id, at)] : [],
          });
          expect(answer.digest).toBe(await recount());
        }
      }),
      { numRuns: 25 },
    );
  });

  test('tells a history that was put back from the one that a device knows, even where it went on as far', async () => {
    await addUser('ada', 'laptop', 'phone');
    const { head, digest } = await round(laptop, { cards: [cardEdit('c1', 100)] });
    expect(await round(laptop, { cursor: 1, known: { head, digest } })).toMatchObject({
      reset: false,
    });
    await env.DB.batch([
      env.DB.prepare('DELETE FROM cards'),
      env.DB.prepare('UPDATE users SET head = 0, digest = 0'),
      env.DB.prepare("UPDATE devices SET cursor = 0, told = ',0:0,'"),
    ]);
    await round(phone, { cards: [cardEdit('c2', 100)] });
    await round(phone, { cards: [cardEdit('c3', 100)] });
    expect(await round(laptop, { cursor: 1, known: { head, digest } })).toMatchObject({
      reset: true,
    });
  });
});
