/** What the CLI does where a server says that there were too many requests in this minute. */
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { readAuth, writeAuth } from '../../cli/src/home/auth-file.ts';
import { passOn, startBadServer } from '../support/cli/bad-server.ts';
import { addCards, anyEmail, signedInHome } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';

const url = inject('url');

/** A home whose server refuses the requests that `refused` names by number, with `headers`. */
async function homeBehind(refused: (request: number) => boolean, headers: Record<string, string>) {
  const counts = { asked: 0, passed: 0 };
  const endpoint = await startBadServer(async (request, response, body) => {
    counts.asked += 1;
    if (refused(counts.asked)) {
      response.writeHead(429, { 'content-type': 'application/problem+json', ...headers });
      const problem = { type: 'about:blank', title: '', status: 429, code: 'rate_limited' };
      const detail = 'Too many requests in this minute.';
      return response.end(JSON.stringify({ ...problem, detail, next: 'Try again later.' }));
    }
    counts.passed += 1;
    const { status, text } = await passOn(url, request, body);
    response.writeHead(status, { 'content-type': 'application/json' });
    return response.end(text);
  });
  const home = await signedInHome(url, anyEmail());
  const file = join(home, 'auth.json');
  writeAuth(file, { ...readAuth(file)!, endpoint });
  return { home, counts };
}

const byMinute = (seconds: number) => ({
  'retry-after': String(seconds),
  ratelimit: `"sync";r=0;t=${seconds}`,
});

test('a sync of several pages waits, says so, and goes on to its end', async () => {
  const { home, counts } = await homeBehind((n) => n === 2, byMinute(1));
  addCards(home, 1_500);
  const { code, stderr } = await runCli(['sync'], { home });
  expect(stderr).toContain('The server asks to wait a second; waiting');
  expect(code).toBe(0);
  expect(counts.asked).toBe(counts.passed + 1);
});

test('a server that goes on refusing is left, with its own words', async () => {
  const { home, counts } = await homeBehind(() => true, byMinute(0));
  const { code, stderr } = await runCli(['sync', '--json'], { home });
  expect(code).toBe(1);
  expect(stderr).toContain('"code":"rate_limited"');
  expect(counts).toEqual({ asked: 6, passed: 0 });
});

test('a limit that is no minute’s is told at once', async () => {
  const { home, counts } = await homeBehind(() => true, { 'retry-after': '900' });
  const { code, stderr } = await runCli(['sync'], { home });
  expect(code).toBe(1);
  expect(stderr).not.toContain('waiting');
  expect(counts.asked).toBe(1);
});
