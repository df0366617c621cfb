import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { readDigest } from '../../src/api/sync/digest.ts';
import { DigestRequest } from '../../src/lib/wire/digest.ts';
import { cardEdit, deletion } from '../support/worker/records.ts';
import { laptop, round } from '../support/worker/rounds.ts';
import { addUser, contextAs } from '../support/worker/world.ts';

const send = (cards: unknown[]) => round(laptop, { cards });
const ask = (input: object = {}) =>
  readDigest(laptop, DigestRequest.parse({ kind: 'cards', ...input }));

describe('the digest', () => {
  test('of nothing is that of an empty text', async () => {
    await addUser('ada', 'laptop');
    expect(await ask()).toMatchObject({
      count: 0,
      last_id: null,
      digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    });
  });

  test('names versions and tombstones in the order of ids', async () => {
    await addUser('ada', 'laptop');
    const [a, b, c] = [cardEdit('a', 1), cardEdit('b', 2), deletion('cards', 'c', 3)];
    await send([b, a, c]);
    expect(await ask({ versions: 'true' })).toMatchObject({
      count: 3,
      last_id: 'c',
      versions: [`a ${a.version}`, `b ${b.version}`, `c ${c.version}`],
      damaged: [],
    });
  });

  test('does not depend on the order in which the versions came, and changes with each of them', async () => {
    await addUser('ada', 'laptop');
    await send([cardEdit('a', 1), cardEdit('b', 2)]);
    const { digest } = await ask();
    await send([cardEdit('b', 2), cardEdit('a', 1)]);
    expect((await ask()).digest).toBe(digest);
    await send([cardEdit('a', 3)]);
    expect((await ask()).digest).not.toBe(digest);
  });

  test.each([
    ['contents', `json_set(data, '$.answer', 'changed')`, 'data'],
    ['an author', `'phone'`, 'device_id'],
    ['a time', 'updated_at + 1', 'updated_at'],
  ])('shows %s that were changed past the server', async (_, value, column) => {
    await addUser('ada', 'laptop');
    await send([cardEdit('a', 1), cardEdit('b', 2)]);
    const { digest } = await ask();
    await env.DB.prepare(`UPDATE cards SET ${column} = ${value} WHERE id = 'b'`).run();
    expect(await ask()).toMatchObject({ damaged: ['b'] });
    expect((await ask()).digest).not.toBe(digest);
  });

  test('goes through a long history range by range', async () => {
    await addUser('ada', 'laptop');
    await send(['a', 'b', 'c'].map((id) => cardEdit(id, 1)));
    const first = await ask({ limit: '2' });
    expect(first).toMatchObject({ count: 2, last_id: 'b' });
    expect(await ask({ limit: '2', after: first.last_id })).toMatchObject({
      count: 1,
      last_id: 'c',
    });
  });

  test("is of one's own records only", async () => {
    await addUser('ada', 'laptop');
    await addUser('bob', 'laptop');
    await send([cardEdit('a', 1)]);
    const bob = contextAs({ userId: 'bob', deviceId: 'laptop' });
    expect(await readDigest(bob, DigestRequest.parse({ kind: 'cards' }))).toMatchObject({
      count: 0,
    });
  });
});
