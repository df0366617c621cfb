import { env } from 'cloudflare:workers';
import { beforeEach, expect, test } from 'vitest';
import { signToken } from '../../src/api/auth/identity.ts';
import { serverSettings } from '../../src/api/context.ts';
import { BackupList } from '../../src/lib/wire/backups.ts';
import { digestHeader } from '../../src/lib/wire/digest-field.ts';
import { Problem } from '../../src/lib/wire/problem.ts';
import * as daily from '../../src/pages/api/backups/daily/[date].ts';
import * as backups from '../../src/pages/api/backups/index.ts';
import * as weekly from '../../src/pages/api/backups/weekly/[week].ts';
import { bare, call, credentials } from '../support/worker/route.ts';
import { addUser, NOW } from '../support/worker/world.ts';

/** The routes ask the real clock. */
const TODAY = new Date(NOW).toISOString().slice(0, 10);
const ARCHIVE = new TextEncoder().encode(
  'not really an archive, which the server never looks into',
);
let token: string;

beforeEach(async () => {
  await addUser('ada', 'd1');
  token = await signToken({ userId: 'ada', deviceId: 'd1' }, 'cli', Date.now(), serverSettings());
});

async function put(overrides: Record<string, string | null> = {}, date = TODAY) {
  const hash = await crypto.subtle.digest('SHA-256', ARCHIVE);
  const all: Record<string, string | null> = {
    ...credentials.bearer(token),
    'content-type': 'application/gzip',
    'content-length': String(ARCHIVE.length),
    'repr-digest': digestHeader(btoa(String.fromCharCode(...new Uint8Array(hash)))),
    'samedi-contents': 'plans=1, sessions=2, cards=3, reviews=4, encrypted',
    ...overrides,
  };
  const headers = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null);
  const url = `http://localhost:8788/api/backups/daily/${date}`;
  return call(daily.PUT, new Request(url, { method: 'PUT', headers, body: ARCHIVE }), { date });
}

test('goes up, is listed, comes down with its digest, and is deleted', async () => {
  const answer = await put();
  expect(answer.status).toBe(200);
  const listed = await call(backups.GET, bare('GET', '/api/backups', credentials.bearer(token)));
  const list = BackupList.parse(await listed.json());
  expect(list).toEqual(await answer.json());
  expect(list.backups[0]).toMatchObject({
    id: `daily/${TODAY}`,
    contents: { plans: 1, sessions: 2, cards: 3, reviews: 4 },
    encrypted: true,
  });

  const path = `/api/backups/daily/${TODAY}`;
  const got = await call(daily.GET, bare('GET', path, credentials.bearer(token)), { date: TODAY });
  expect(Object.fromEntries(got.headers)).toMatchObject({
    'content-length': String(ARCHIVE.length),
    'content-disposition': `attachment; filename="samedi-${TODAY}.tar.gz.age"`,
    'samedi-contents': 'plans=1, sessions=2, cards=3, reviews=4, encrypted',
    'repr-digest': expect.stringMatching(/^sha-256=:.{44}:$/),
  });
  expect(new Uint8Array(await got.arrayBuffer())).toEqual(ARCHIVE);

  const week = list.backups[1]!.id.split('/')[1]!;
  const headers = credentials.bearer(token);
  const ask = (method: 'GET' | 'DELETE') =>
    call(
      method === 'GET' ? weekly.GET : weekly.DELETE,
      bare(method, `/api/backups/weekly/${week}`, headers),
      { week },
    );
  expect((await ask('GET')).status).toBe(200);
  expect((await ask('DELETE')).status).toBe(200);
  expect((await ask('GET')).status).toBe(404);
});

test.each([
  ['no digest', { 'repr-digest': null }, 'Repr-Digest'],
  ['another digest', { 'repr-digest': 'sha-512=:AAAA:' }, 'Repr-Digest'],
  ['no contents', { 'samedi-contents': null }, 'Samedi-Contents'],
  ['no length', { 'content-length': null }, 'Content-Length'],
  ['an empty body', { 'content-length': '0' }, 'Content-Length'],
])('refuses an upload with %s, and says what is needed', async (_, headers, needed) => {
  const answer = await put(headers);
  expect(answer.status).toBe(400);
  const problem = Problem.parse(await answer.json());
  expect(problem).toMatchObject({ code: 'invalid_input' });
  expect(problem.detail).toContain(needed);
  expect((await env.R2.list()).objects).toEqual([]);
});

test.each([
  ['2026-02-30'],
  ['..'],
  ['../../eve/daily/2026-01-01'],
  ['2026-01-01/../../../eve/daily/2026-01-01'],
])('%j names no backup', async (date) => {
  const headers = credentials.bearer(token);
  for (const method of ['GET', 'DELETE'] as const) {
    const answer = await call(
      method === 'GET' ? daily.GET : daily.DELETE,
      bare(method, '/api/backups/daily/x', headers),
      {
        date,
      },
    );
    expect(answer.status).toBe(400);
  }
  expect((await put({}, date)).status).toBe(400);
});

test('a stranger, and a page of another site, get nothing', async () => {
  const date = TODAY;
  expect((await put({ authorization: null })).status).toBe(401);
  const foreign = { ...credentials.cookie(token), 'sec-fetch-site': 'cross-site' };
  expect((await put({ authorization: null, ...foreign })).status).toBe(403);
  const path = `/api/backups/daily/${date}`;
  expect((await call(daily.GET, bare('GET', path), { date })).status).toBe(401);
  expect((await call(daily.DELETE, bare('DELETE', path, foreign), { date })).status).toBe(403);
  expect((await call(daily.ALL, bare('PATCH', path), { date })).status).toBe(405);
});
