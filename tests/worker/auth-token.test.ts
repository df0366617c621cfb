import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { authenticate } from '../../src/api/auth/authenticate.ts';
import { signInCookie, signOutHeaders } from '../../src/api/auth/cookie.ts';
import { signToken, tokenSeconds, verifyToken } from '../../src/api/auth/identity.ts';
import { serverSettings } from '../../src/api/context.ts';
import { requireSignedIn } from '../../src/api/db/owned.ts';
import { addUser, codeOf, contextAs, NOW } from '../support/worker/world.ts';

const ada = { userId: 'ada', deviceId: 'laptop' };
const secrets = { jwtSecret: 'the-secret-of-today, long enough', jwtSecretPrevious: null };
const rotated = {
  jwtSecret: 'the-secret-of-tomorrow, long too',
  jwtSecretPrevious: secrets.jwtSecret,
};
const seconds = NOW / 1000;

/** A token that would do, but for what a test changes. */
function claims(changes: Record<string, unknown> = {}) {
  const all = { iss: 'samedi', aud: 'samedi', sub: 'ada', jti: 'laptop', exp: seconds + 60 };
  return Object.fromEntries(
    Object.entries({ ...all, ...changes }).filter(([, value]) => value !== undefined),
  );
}

function sign(payload: Record<string, unknown>, alg = 'HS256', secret = secrets.jwtSecret) {
  return new SignJWT(payload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
}

const refusal = (token: string, now = NOW) => codeOf(verifyToken(token, now, secrets));

describe('a token', () => {
  test('names the user and the device', async () => {
    const token = await signToken(ada, 'cli', NOW, secrets);
    expect(await verifyToken(token, NOW, secrets)).toEqual(ada);
  });

  test('a browser stays signed in for 30 days, to the second', async () => {
    const token = await signToken(ada, 'browser', NOW, secrets);
    const end = NOW + 30 * 86_400_000;
    expect(await verifyToken(token, end - 1000, secrets)).toEqual(ada);
    expect(await refusal(token, end)).toBe('token_expired');
  });

  test('is refused without an algorithm, or with another one', async () => {
    expect(await refusal(new UnsecuredJWT(claims()).encode())).toBe('token_invalid');
    const long = secrets.jwtSecret.repeat(2);
    const other = await sign(claims(), 'HS512', long);
    const code = codeOf(verifyToken(other, NOW, { jwtSecret: long, jwtSecretPrevious: null }));
    expect(await code).toBe('token_invalid');
  });

  test('is refused when signed with another key', async () => {
    const forged = await sign(claims(), 'HS256', 'somebody-else-made-this-one-up-today');
    expect(await refusal(forged)).toBe('token_invalid');
  });

  test.each([
    ['another issuer', { iss: 'elsewhere' }],
    ['no issuer', { iss: undefined }],
    ['another audience', { aud: 'elsewhere' }],
    ['no audience', { aud: undefined }],
    ['no user', { sub: undefined }],
    ['no device', { jti: undefined }],
    ['no expiry', { exp: undefined }],
    ['a time to come', { nbf: seconds + 60 }],
  ])('is refused with %s', async (_, changes) => {
    expect(await verifyToken(await sign(claims()), NOW, secrets)).toEqual(ada);
    expect(await refusal(await sign(claims(changes)))).toBe('token_invalid');
  });

  test('of the previous secret is accepted while the secret is rotated, and not without it', async () => {
    const token = await signToken(ada, 'cli', NOW, secrets);
    expect(await verifyToken(token, NOW, rotated)).toEqual(ada);
    expect(await codeOf(verifyToken(token, NOW, { ...rotated, jwtSecretPrevious: null }))).toBe(
      'token_invalid',
    );
    const expired = codeOf(verifyToken(token, NOW + tokenSeconds.cli * 1000, rotated));
    expect(await expired).toBe('token_expired');
    const fresh = await signToken(ada, 'cli', NOW, rotated);
    expect(await verifyToken(fresh, NOW, rotated)).toEqual(ada);
  });

  test('whatever else is sent as one is token_invalid, never a failure of the server', async () => {
    const real = (await sign(claims())).split('.');
    const part = fc.oneof(fc.string(), fc.base64String(), fc.constantFrom(...real, ''));
    const token = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(part, part, part).map((parts) => parts.join('.')),
    );
    await fc.assert(
      fc.asyncProperty(token, async (text) => {
        if (text !== real.join('.')) expect(await refusal(text)).toBe('token_invalid');
      }),
    );
  });
});

describe('a request', () => {
  const settings = serverSettings();
  const url = 'https://samedi.example/api/plans';
  const valid = () => signToken(ada, 'cli', Date.now(), settings);
  const asked = (headers: Record<string, string>, method = 'GET', to = url) =>
    authenticate(new Request(to, { method, headers }));

  test('without credentials is nobody, and no error', async () => {
    const nobody = { identity: null, refusal: null };
    for (const headers of [{}, { authorization: 'Basic YTpi' }, { cookie: 'other=1; samed=2' }]) {
      expect(await asked(headers as Record<string, string>)).toEqual(nobody);
    }
  });

  test('is authenticated by a bearer token, or by the cookie', async () => {
    const token = await valid();
    const signedIn = { identity: ada, refusal: null };
    expect(await asked({ authorization: `Bearer ${token}` })).toEqual(signedIn);
    expect(await asked({ authorization: `bearer ${token}` })).toEqual(signedIn);
    expect(await asked({ cookie: `a=b; __Host-samedi=${token}; c=d` })).toEqual(signedIn);
    const plain = 'http://localhost:8788/api/plans';
    expect(await asked({ cookie: `samedi=${token}` }, 'GET', plain)).toEqual(signedIn);
  });

  test('over https takes no cookie that another host could have planted', async () => {
    const nobody = { identity: null, refusal: null };
    expect(await asked({ cookie: `samedi=${await valid()}` })).toEqual(nobody);
  });

  test('with an expired or broken token says why', async () => {
    const expired = await signToken(ada, 'cli', 0, settings);
    const codeFor = async (token: string) =>
      (await asked({ authorization: `Bearer ${token}` })).refusal?.code;
    expect(await codeFor(expired)).toBe('token_expired');
    expect(await codeFor('a.b.c')).toBe('token_invalid');
    expect((await asked({ cookie: '__Host-samedi=a.b.c' })).refusal?.code).toBe('token_invalid');
  });

  test.each([
    [{ origin: 'https://samedi.example' }, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ origin: 'https://samedi.example:8443' }, false],
    [{ origin: 'https://blog.samedi.example' }, false],
    [{ origin: 'null' }, false],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://samedi.example' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{}, false],
  ])('that changes something by cookie, with %j: accepted is %s', async (headers, accepted) => {
    const cookie = `__Host-samedi=${await valid()}`;
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const { identity, refusal } = await asked({ cookie, ...headers }, method);
      expect(identity).toEqual(accepted ? ada : null);
      expect(refusal?.code).toBe(accepted ? undefined : 'origin_forbidden');
    }
    expect((await asked({ cookie, ...headers })).identity).toEqual(ada);
  });

  test('by bearer token may come from anywhere', async () => {
    const headers = {
      authorization: `Bearer ${await valid()}`,
      origin: 'https://elsewhere.example',
    };
    expect((await asked(headers, 'POST')).identity).toEqual(ada);
  });
});

test('a revoked device, an unknown one and one of another user are refused on the next request', async () => {
  await addUser('ada', 'laptop');
  await addUser('bob', 'phone');
  const read = (deviceId: string) => requireSignedIn(contextAs({ userId: 'ada', deviceId }));
  expect((await read('laptop')).id).toBe('ada');
  await env.DB.prepare("UPDATE devices SET revoked_at = 1 WHERE id = 'laptop'").run();
  for (const device of ['laptop', 'phone', 'none']) {
    expect(await codeOf(read(device))).toBe('device_revoked');
  }
});

test('the cookie is as narrow as it can be', () => {
  expect(signInCookie('t', new URL('https://samedi.example/auth/verify'))).toBe(
    '__Host-samedi=t; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure',
  );
  expect(signInCookie('t', new URL('http://localhost:8788/'))).toBe(
    'samedi=t; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax',
  );
  const headers = signOutHeaders(new URL('http://localhost:8788/'));
  expect(headers['set-cookie']).toContain('samedi=; Path=/; Max-Age=0;');
  expect(headers['clear-site-data']).toBe('"storage"');
});
