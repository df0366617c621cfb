/** Bodies on their way: packed, and with a digest of what was sent. */
import { beforeEach, describe, expect, test } from 'vitest';
import { signToken } from '../../src/api/auth/identity.ts';
import { serverSettings } from '../../src/api/context.ts';
import { sha256Base64 } from '../../src/api/digests.ts';
import { limits } from '../../src/lib/limits.ts';
import { digestHeader, digestIn } from '../../src/lib/wire/digest-field.ts';
import { Problem } from '../../src/lib/wire/problem.ts';
import { POST } from '../../src/pages/api/sync/index.ts';
import { cardEdit } from '../support/worker/records.ts';
import { call } from '../support/worker/route.ts';
import { addUser } from '../support/worker/world.ts';

const round = JSON.stringify({ protocol: 2, epoch: null, cursor: 0, cards: [cardEdit('c1', 100)] });

let authorization = '';

beforeEach(async () => {
  await addUser('ada', 'laptop');
  const identity = { userId: 'ada', deviceId: 'laptop' };
  authorization = `Bearer ${await signToken(identity, 'cli', Date.now(), serverSettings())}`;
});

async function send(body: Uint8Array | string, headers: Record<string, string> = {}) {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...headers },
    body: body as BodyInit,
  };
  const response = await call(POST, new Request('http://localhost:8788/api/sync', init));
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

async function gzip(text: string): Promise<Uint8Array> {
  const packed = new Response(text).body!.pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

const packed = { 'content-encoding': 'gzip' };
const codeIn = (text: string) => Problem.parse(JSON.parse(text)).code;

describe('a body', () => {
  test('comes plain or as gzip, with a digest of what was sent or without', async () => {
    const small = await gzip(round);
    const ways: [Uint8Array | string, Record<string, string>][] = [
      [round, {}],
      [round, { 'content-digest': digestHeader(await sha256Base64(round)) }],
      [round, { 'content-digest': 'sha-512=:YWJj:' }],
      [round, { 'content-encoding': 'identity' }],
      [small, packed],
      [small, { ...packed, 'content-digest': digestHeader(await sha256Base64(small)) }],
      [small, { 'content-encoding': 'GZIP' }],
    ];
    for (const [body, headers] of ways) {
      expect(await send(body, headers)).toMatchObject({ status: 200 });
    }
  });

  test('of which any bit was flipped on the way is refused', async () => {
    for (const [body, headers] of [
      [new TextEncoder().encode(round), {}],
      [await gzip(round), packed],
    ] as const) {
      const digest = digestHeader(await sha256Base64(body));
      for (let place = 0; place < body.length; place += 37) {
        const flipped = Uint8Array.from(body);
        flipped[place]! ^= 1 << (place % 8);
        const answer = await send(flipped, { ...headers, 'content-digest': digest });
        expect([answer.status, codeIn(answer.text)]).toEqual([422, 'digest_mismatch']);
      }
    }
  });

  test('that is cut off, or no gzip, is refused with a reason', async () => {
    const small = await gzip(round);
    for (const body of [small.slice(0, -9), small.slice(0, 20), round, new Uint8Array(), '']) {
      const { status, text } = await send(body, packed);
      expect(status).toBe(400);
      expect(['invalid_input', 'invalid_json']).toContain(codeIn(text));
    }
  });

  test('that unpacks to more than 1 MiB is 413, however small it comes', async () => {
    const bomb = await gzip(`"${'x'.repeat(limits.requestBytes * 20)}"`);
    expect(bomb.length).toBeLessThan(limits.requestBytes / 10);
    const { status, text } = await send(bomb, packed);
    expect([status, codeIn(text)]).toEqual([413, 'body_too_large']);
  });

  test.each(['br', 'deflate', 'gzip, gzip', 'x'])('as %s is 415', async (encoding) => {
    const { status, text } = await send(round, { 'content-encoding': encoding });
    expect([status, codeIn(text)]).toEqual([415, 'unsupported_media_type']);
  });
});

test('an answer has the digest of its JSON', async () => {
  const { headers, text } = await send(round);
  expect(digestIn(headers.get('unencoded-digest'))).toBe(await sha256Base64(text));
});
