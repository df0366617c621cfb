import { describe, expect, test } from 'vitest';
import { signToken } from '../../src/api/auth/identity.ts';
import { serverSettings } from '../../src/api/context.ts';
import { Problem } from '../../src/lib/wire/problem.ts';
import * as digestRoute from '../../src/pages/api/sync/digest.ts';
import { ALL, POST } from '../../src/pages/api/sync/index.ts';
import { cardEdit } from '../support/worker/records.ts';
import { bare, call, post } from '../support/worker/route.ts';
import { addUser } from '../support/worker/world.ts';

const empty = { protocol: 2, epoch: null, cursor: 0 };

async function tokenOf(deviceId: string): Promise<string> {
  await addUser('ada', deviceId);
  return signToken({ userId: 'ada', deviceId }, 'cli', Date.now(), serverSettings());
}

async function send(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const authorization = `Bearer ${await tokenOf('laptop')}`;
  return call(POST, post('/api/sync', body, { authorization, ...headers }));
}

async function problemOf(response: Response): Promise<Problem & { http: number }> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return { ...Problem.parse(await response.json()), http: response.status };
}

describe('POST /api/sync', () => {
  test('answers a round as JSON that nobody caches', async () => {
    const response = await send({ ...empty, cards: [cardEdit('c1', 100)] });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ epoch: 'epoch-ada', cursor: 1, rejected: [] });
  });

  test.each([
    ['half a body', '{"protocol": 2, "epo', 400, 'invalid_json'],
    ['nothing', '', 400, 'invalid_json'],
    ['an array', '[]', 400, 'invalid_input'],
    ['a cursor that is text', { ...empty, cursor: '12' }, 400, 'invalid_input'],
    ['a negative cursor', { ...empty, cursor: -1 }, 400, 'invalid_input'],
    ['cards that are no list', { ...empty, cards: { id: 'c1' } }, 400, 'invalid_input'],
    [
      'a time zone that is none',
      { ...empty, settings: { time_zone: 'Mars' } },
      400,
      'invalid_input',
    ],
    ['another protocol', { ...empty, protocol: 7 }, 426, 'protocol_unsupported'],
    ['no protocol', {}, 426, 'protocol_unsupported'],
  ])('%s is refused with a reason and a next step', async (_, body, http, code) => {
    const problem = await problemOf(await send(body));
    expect(problem).toMatchObject({ http, code, status: http });
    expect(problem.next).toBeTruthy();
    expect(problem.request_id).toBe('test-request');
  });

  test.each(['text/plain', 'application/json-patch+json'])('%s is 415', async (type) => {
    const response = await send('{}', { 'content-type': type });
    expect(await problemOf(response)).toMatchObject({ http: 415, code: 'unsupported_media_type' });
  });

  test('bytes that are no UTF-8 are refused, not mended', async () => {
    const body = new Uint8Array([...'{"protocol":2,"x":"'].map((each) => each.charCodeAt(0)));
    const broken = new Blob([body, new Uint8Array([0xff]), '"}']);
    const authorization = `Bearer ${await tokenOf('laptop')}`;
    const headers = { 'content-type': 'application/json', authorization };
    const url = 'http://localhost:8788/api/sync';
    const answer = await call(POST, new Request(url, { method: 'POST', headers, body: broken }));
    expect(await problemOf(answer)).toMatchObject({ http: 400, code: 'invalid_input' });
  });

  test('more than 1 MiB is 413, whether it says so or not', async () => {
    const large = JSON.stringify({ ...empty, padding: 'x'.repeat(1_100_000) });
    expect(await problemOf(await send(large))).toMatchObject({ http: 413, code: 'body_too_large' });

    const request = new Request('http://localhost:8788/api/sync', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await signToken({ userId: 'ada', deviceId: 'laptop' }, 'cli', Date.now(), serverSettings())}`,
      },
      body: new Blob([large]).stream(),
    });
    expect(await problemOf(await call(POST, request))).toMatchObject({ http: 413 });
  });

  test('a stranger and a bad token are 401, and told how to sign in', async () => {
    for (const authorization of ['', 'Bearer nonsense']) {
      const headers = { authorization };
      const problem = await problemOf(await call(POST, post('/api/sync', empty, headers)));
      expect(problem.http).toBe(401);
      expect(problem.next).toContain('samedi login');
    }
  });

  test('other methods are 405, and named', async () => {
    const response = await call(ALL, new Request('http://localhost:8788/api/sync'));
    expect(response.headers.get('allow')).toBe('POST');
    expect(await problemOf(response)).toMatchObject({ http: 405, code: 'method_not_allowed' });
  });
});

test('HEAD is answered as GET is', async () => {
  const headers = { authorization: `Bearer ${await tokenOf('laptop')}` };
  const ask = (method: string) =>
    call(digestRoute.ALL, bare(method, '/api/sync/digest?kind=plans', headers));
  expect((await ask('HEAD')).status).toBe(200);
  expect((await ask('OPTIONS')).headers.get('allow')).toBe('GET, HEAD');
});

test('GET /api/sync/digest wants a kind that there is', async () => {
  const headers = { authorization: `Bearer ${await tokenOf('laptop')}` };
  const ask = (query: string) =>
    call(
      digestRoute.GET,
      new Request(`http://localhost:8788/api/sync/digest${query}`, { headers }),
    );
  expect((await ask('?kind=plans&limit=10&versions=true')).status).toBe(200);
  for (const query of ['', '?kind=users', '?kind=plans&limit=0', '?kind=plans&limit=many']) {
    expect(await problemOf(await ask(query))).toMatchObject({ http: 400, code: 'invalid_input' });
  }
});
