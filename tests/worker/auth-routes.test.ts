import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { signToken } from '../../src/api/auth/identity.ts';
import { serverSettings } from '../../src/api/context.ts';
import { SignedIn } from '../../src/lib/wire/auth.ts';
import { Problem } from '../../src/lib/wire/problem.ts';
import * as logout from '../../src/pages/api/auth/logout.ts';
import * as magicLink from '../../src/pages/api/auth/magic-link.ts';
import * as poll from '../../src/pages/api/auth/poll.ts';
import * as verify from '../../src/pages/api/auth/verify.ts';
import { call, post } from '../support/worker/route.ts';
import { ADA, newestMail, rowsOf } from '../support/worker/sign-in.ts';
import { addUser } from '../support/worker/world.ts';

const ask = (body: unknown, headers = {}) =>
  call(magicLink.POST, post('/api/auth/magic-link', body, headers));

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return Problem.parse(await response.json());
}

describe('POST /api/auth/magic-link', () => {
  test('known and unknown addresses get the same answer, byte for byte', async () => {
    await addUser('ada');
    const parts = await Promise.all(
      ['ada@example.org', 'eve@example.org'].map(async (email) => {
        const response = await ask({ email });
        const body = (await response.text()).replace(email, 'EMAIL');
        return { status: response.status, headers: [...response.headers], body };
      }),
    );
    expect(parts[0]).toEqual(parts[1]);
    expect(parts[0]?.status).toBe(200);
  });

  test('the answer when there were too many is the same too, and says when to come back', async () => {
    await addUser('ada');
    const refusals = [];
    for (const email of ['ada@example.org', 'eve@example.org']) {
      const statuses = [];
      for (let i = 0; i < 5; i++) statuses.push((await ask({ email })).status);
      expect(statuses).toEqual([200, 200, 200, 200, 200]);
      const refused = await ask({ email });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(880);
      refusals.push(await problemOf(refused));
    }
    expect(refusals[0]).toEqual(refusals[1]);
  });

  test('an address is one whatever its capitals', async () => {
    await ask({ email: 'ADA@Example.org' });
    expect((await newestMail()).to).toBe(ADA);
  });

  test.each([
    [{}, 400, 'invalid_input'],
    [{ email: 'ada' }, 400, 'invalid_input'],
    [{ email: 'ada@example.org\nbcc: bob@example.org' }, 400, 'invalid_input'],
    [{ email: ['ada@example.org'] }, 400, 'invalid_input'],
    [{ email: ADA, client: 'other' }, 400, 'invalid_input'],
    [{ email: ADA, device_name: 'x'.repeat(101) }, 400, 'invalid_input'],
    ['{"email": "ada@', 400, 'invalid_json'],
    ['x'.repeat(1_048_577), 413, 'body_too_large'],
  ])('refuses %.60j', async (body, status, code) => {
    const response = await ask(body);
    expect(response.status).toBe(status);
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ code, request_id: 'test-request' });
    expect(problem.next).toBeTruthy();
    expect(await rowsOf('attempts')).toEqual([]);
  });

  test('refuses what is not JSON, and other methods', async () => {
    expect((await ask('email=a', { 'content-type': 'text/plain' })).status).toBe(415);
    const get = await call(magicLink.ALL, new Request('http://localhost:8788/api/auth/magic-link'));
    expect(get.status).toBe(405);
    expect(get.headers.get('allow')).toBe('POST');
  });
});

describe('signing a terminal in over HTTP', () => {
  test('asks, waits with 202, and gets its device once the code was typed in', async () => {
    const asked = (await (await ask({ email: ADA, client: 'cli' })).json()) as {
      code: string;
      poll_token: string;
    };
    const polled = () => call(poll.POST, post('/api/auth/poll', { poll_token: asked.poll_token }));
    const pending = await polled();
    expect(pending.status).toBe(202);
    expect(await pending.json()).toEqual({ pending: true });
    const { token } = await newestMail();
    const wrong = await call(verify.POST, post('/api/auth/verify', { token, code: 'QQQQ-22' }));
    expect([wrong.status, (await problemOf(wrong)).code]).toEqual([403, 'code_wrong']);
    const right = await call(verify.POST, post('/api/auth/verify', { token, code: asked.code }));
    expect(right.status).toBe(200);
    expect(right.headers.get('cache-control')).toBe('no-store');
    const { device_id } = SignedIn.parse(await right.json());
    expect(SignedIn.parse(await (await polled()).json()).device_id).toBe(device_id);
    const again = await call(verify.POST, post('/api/auth/verify', { token }));
    expect([again.status, (await problemOf(again)).code]).toEqual([410, 'link_used']);
  });

  test('an unknown token is 400 link_invalid', async () => {
    const unknown = await call(verify.POST, post('/api/auth/verify', { token: 'x' }));
    expect([unknown.status, (await problemOf(unknown)).code]).toEqual([400, 'link_invalid']);
  });
});

describe('POST /api/auth/logout', () => {
  const out = (headers: Record<string, string>) =>
    call(logout.POST, post('/api/auth/logout', {}, headers));
  const tokenAt = (now: number) =>
    signToken({ userId: 'ada', deviceId: 'laptop' }, 'cli', now, serverSettings());
  const revoked = async () =>
    (await rowsOf<{ id: string; revoked_at: number | null }>('devices'))
      .filter(({ revoked_at }) => revoked_at !== null)
      .map(({ id }) => id);

  test('revokes the asking device, and no other', async () => {
    await addUser('ada', 'laptop', 'phone');
    await addUser('bob', 'laptop');
    const response = await out({ authorization: `Bearer ${await tokenAt(Date.now())}` });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toContain('samedi=; Path=/; Max-Age=0');
    const rows = await env.DB.prepare('SELECT user_id, id FROM devices WHERE revoked_at > 0').all();
    expect(rows.results).toEqual([{ user_id: 'ada', id: 'laptop' }]);
    const again = await out({ authorization: `Bearer ${await tokenAt(Date.now())}` });
    expect(again.status).toBe(204);
  });

  test('clears the cookie of whoever is signed out already', async () => {
    await addUser('ada', 'laptop');
    for (const cookie of [`samedi=${await tokenAt(0)}`, 'samedi=broken', 'other=1']) {
      const response = await out({ cookie, origin: 'http://localhost:8788' });
      expect(response.status).toBe(204);
      expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
    }
    expect(await revoked()).toEqual([]);
  });

  test("another site's page can't sign anybody out", async () => {
    await addUser('ada', 'laptop');
    const cookie = `samedi=${await tokenAt(Date.now())}`;
    const response = await out({ cookie, origin: 'https://elsewhere.example' });
    expect([response.status, (await problemOf(response)).code]).toEqual([403, 'origin_forbidden']);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await revoked()).toEqual([]);
  });
});
