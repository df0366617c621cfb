import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { writeAuth } from '../../cli/src/home/auth-file.ts';
import { passOn, startBadServer } from '../support/cli/bad-server.ts';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import {
  addCards,
  anyEmail,
  newHome,
  rows,
  samedi,
  samediJson,
  signedInHome,
} from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';
import { nextMail } from '../support/mail.ts';

const url = inject('url');

const GOOD = {
  epoch: 'e',
  cursor: 1,
  head: 1,
  more: false,
  reset: false,
  copied: false,
  mark: null,
  server_time: Date.now(),
  plans: [],
  sessions: [],
  cards: [],
  conflicts: [],
  stale: [],
  rejected: [],
};
const delta = { action: 'update', updated_at: 1, base: 1, device: 'd' };

/** A home that is signed in at `endpoint`, with changes to send. */
async function homeAt(endpoint: string): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await samedi(home, ['plan', 'list']);
  writeAuth(join(home, 'auth.json'), {
    endpoint,
    device_id: 'd_test',
    user_id: 'u_test',
    email: 'ada@example.org',
    token: 'secret',
  });
  return home;
}

/** All that a failed sync has to leave as it was; what it was about to send has got its name. */
const everything = (home: string) => ({
  versions: rows(
    home,
    'SELECT kind, id, updated_at, device_id, dirty, deleted, past FROM versions ORDER BY kind, id',
  ),
  sessions: rows(home, 'SELECT * FROM sessions ORDER BY id'),
  cards: rows(home, 'SELECT * FROM cards ORDER BY id'),
  state: rows(home, "SELECT * FROM sync_state WHERE key IN ('cursor', 'epoch')"),
  plan: readFileSync(join(home, 'plans', 'french-b1.md'), 'utf8'),
});

async function failedSync(home: string) {
  const before = everything(home);
  const { code, stderr } = await runCli(['sync', '--json'], { home });
  expect(everything(home)).toEqual(before);
  const { error } = JSON.parse(stderr);
  expect(error.next).toBeTruthy();
  return { exit: code, ...error };
}

describe('a sync that fails leaves everything as it was', () => {
  test('without a network', async () => {
    const home = await homeAt('http://127.0.0.1:9');
    expect(await failedSync(home)).toMatchObject({ exit: 8, code: 'offline' });
    expect((await samedi(home, ['sync', 'status'])).stdout).toContain('Last attempt failed');
    await samedi(home, ['start', 'french-b1']);
    await samedi(home, ['stop']);
  });

  const answers: [string, number, string, string, string][] = [
    ['HTML', 200, 'text/html', '<!doctype html><p>Welcome to the Wi-Fi', 'server_answer_invalid'],
    ['an error page', 500, 'text/html', '<h1>Internal Server Error</h1>', 'server_error'],
    ['a gateway in trouble', 502, 'text/plain', 'error code: 502', 'server_error'],
    ['a redirect', 302, 'text/html', '', 'server_answer_invalid'],
    ['nothing', 200, 'application/json', '', 'server_answer_invalid'],
    ['half of the JSON', 200, 'application/json', '{"epoch":"e","curs', 'server_answer_invalid'],
    ['another shape', 200, 'application/json', '{"ok":true}', 'server_answer_invalid'],
    ['null', 200, 'application/json', 'null', 'server_answer_invalid'],
    [
      'an id that is a path',
      200,
      'application/json',
      JSON.stringify({ ...GOOD, plans: [{ ...delta, id: '../../escape', action: 'delete' }] }),
      'server_answer_invalid',
    ],
    [
      'one good record and one bad',
      200,
      'application/json',
      JSON.stringify({
        ...GOOD,
        sessions: [
          { ...delta, id: 's0', action: 'delete' },
          { ...delta, id: 's1', data: {} },
        ],
      }),
      'server_answer_invalid',
    ],
    [
      'a record without an author',
      200,
      'application/json',
      JSON.stringify({
        ...GOOD,
        cards: [{ action: 'delete', id: 'card-1', updated_at: 1, base: 1 }],
      }),
      'server_answer_invalid',
    ],
  ];

  test.each(answers)('answered by %s', async (_, status, type, body, code) => {
    const endpoint = await startBadServer((_request, response) => {
      response.writeHead(status, { 'content-type': type, location: 'http://127.0.0.1:9/' });
      response.end(body);
    });
    expect(await failedSync(await homeAt(endpoint))).toMatchObject({ exit: 8, code });
  });

  test('cut off in the middle of an answer', async () => {
    const endpoint = await startBadServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      response.write('{"epoch":"e",');
      setTimeout(() => response.destroy(), 50);
    });
    expect(await failedSync(await homeAt(endpoint))).toMatchObject({
      exit: 8,
      code: 'server_answer_invalid',
    });
  });

  test('told to start over without end', async () => {
    const endpoint = await startBadServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...GOOD, cursor: 0, reset: true }));
    });
    const { code, stderr } = await runCli(['sync', '--json'], { home: await homeAt(endpoint) });
    expect(code).toBe(8);
    expect(JSON.parse(stderr).error.code).toBe('server_answer_invalid');
  });

  test('promised more without end', async () => {
    const endpoint = await startBadServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...GOOD, more: true }));
    });
    const { code } = await runCli(['sync'], { home: await homeAt(endpoint) });
    expect(code).toBe(8);
  });

  test('with a token that the server refuses', async () => {
    const home = await homeAt(url);
    expect(await failedSync(home)).toMatchObject({ exit: 7, code: 'token_invalid' });
  });
});

test('a token is never sent to another server than the one that gave it', async () => {
  const seen: unknown[] = [];
  const endpoint = await startBadServer((request, response) => {
    seen.push(request.headers.authorization);
    response.end();
  });
  const home = await homeAt('http://127.0.0.1:9');
  const { code, stderr } = await runCli(['sync', '--endpoint', endpoint], { home });
  expect(code).toBe(7);
  expect(stderr).toContain(`samedi login ada@example.org --endpoint ${endpoint}`);
  expect(seen).toEqual([]);
});

test('a push of 10,000 that is interrupted goes on where it was, and sends one page twice', async () => {
  const email = anyEmail();
  let rounds = 0;
  const received: number[] = [];
  const proxy = await startBadServer(async (request, response, body) => {
    const { status, text } = await passOn(url, request, body);
    if (request.url === '/api/sync') {
      rounds += 1;
      received.push(JSON.parse(body).cards.length);
      // The server has taken the second page, and the answer is lost.
      if (rounds === 2) return response.destroy();
    }
    response.writeHead(status, { 'content-type': 'application/json' });
    return response.end(text);
  });
  const home = await newHome();
  const stdin = nextMail(url, email).then(({ token }) => `${token}\n`);
  await runCli(['login', email, '--endpoint', proxy], { home, stdin });
  addCards(home, 10_000);
  expect((await runCli(['sync'], { home })).code).toBe(8);
  expect(rows(home, 'SELECT count(*) AS n FROM versions WHERE dirty = 1')).toEqual([{ n: 9000 }]);
  expect(await samediJson(home, ['sync'])).toMatchObject({ pushed: 9000, conflicts: 0 });
  expect(received.length).toBe(11);
  expect(received.reduce((sum, count) => sum + count)).toBe(11_000);
  const other = await signedInHome(url, email);
  expect(await samediJson(other, ['sync'])).toMatchObject({ pulled: 10_000 });
});
