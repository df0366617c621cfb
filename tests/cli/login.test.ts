import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { writeAuth } from '../../cli/src/home/auth-file.ts';
import { inRoot } from '../../scripts/lib/paths.ts';
import { startGroup } from '../../scripts/lib/process.ts';
import { anyEmail, newHome, samedi, samediJson, signedInHome } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';
import { newestMail, nextMail } from '../support/mail.ts';

const url = inject('url');

test('the token from the mail, on standard input, signs the home in', async () => {
  const [home, email] = [await newHome(), anyEmail()];
  const stdin = nextMail(url, email).then(({ token }) => `${token}\n`);
  const { code, stdout, stderr } = await runCli(['login', email, '--endpoint', url], {
    home,
    stdin,
  });
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `Signed in as ${email} at ${url}.\nNext: samedi sync\n`,
  });
  expect(stderr).toContain('type this code');
  expect(statSync(join(home, 'auth.json')).mode & 0o777).toBe(0o600);
  expect(await samediJson(home, ['whoami'])).toMatchObject({ email, endpoint: url });
});

test('signing in again goes to the server of the last sign-in, without --endpoint', async () => {
  const [first, email] = [await newHome(), anyEmail()];
  const home = await signedInHome(url, email, first);
  const stdin = nextMail(url, email).then(({ token }) => `${token}\n`);
  const { stdout } = await runCli(['login', email], { home, stdin });
  expect(stdout).toContain(`Signed in as ${email} at ${url}.`);
});

test('signing in again by the code keeps the home the device that it is', async () => {
  const email = anyEmail();
  const home = await signedInHome(url, email);
  await samedi(home, ['sync']);
  const before = await samediJson<{ device_id: string }>(home, ['whoami']);
  const stdin = nextMail(url, email).then(({ code }) => `${code}\n`);
  expect((await runCli(['login', email], { home, stdin })).code).toBe(0);
  expect(await samediJson(home, ['whoami'])).toEqual(before);
  await samedi(home, ['sync']);
  const { devices } = await samediJson<{ devices: object[] }>(home, ['devices']);
  expect(devices).toHaveLength(1);
});

test('a token that is there already needs no second mail', async () => {
  const [home, email] = [await newHome(), anyEmail()];
  await fetch(`${url}/api/auth/magic-link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, client: 'cli' }),
  });
  const { token } = await newestMail(url, email);
  const result = await runCli(['login', email, '--json'], {
    home,
    stdin: `${token}\n`,
    env: { SAMEDI_ENDPOINT: url },
  });
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(result.stdout)).toMatchObject({ email, endpoint: url });
});

test('the code, typed on the page that the mail links to, signs the waiting terminal in', async () => {
  const [home, email] = [await newHome(), anyEmail()];
  const terminal = await startGroup(
    process.execPath,
    [inRoot('cli/bin/samedi.js'), 'login', email, '--endpoint', url, '--home', home],
    { input: new Promise(() => {}) },
  );
  onTestFinished(() => terminal.stop());
  const { token } = await nextMail(url, email);
  const code = await vi.waitFor(() => {
    const shown = /^ {4}(\S+)$/m.exec(terminal.stderr())?.[1];
    expect(shown).toBeDefined();
    return shown as string;
  });
  const typeIn = (typed: string) =>
    fetch(`${url}/auth/verify`, {
      method: 'POST',
      headers: { origin: url },
      body: new URLSearchParams({ token, code: typed }),
    });
  await typeIn('NONE-00');
  expect(existsSync(join(home, 'auth.json'))).toBe(false);
  await typeIn(code);
  expect(await terminal.exited).toMatchObject({ code: 0 });
  expect(await samediJson(home, ['whoami'])).toMatchObject({ email });
});

test('the six digits of the mail, typed at the prompt, sign the home in', async () => {
  const [home, email] = [await newHome(), anyEmail()];
  const stdin = nextMail(url, email).then(({ code }) => `${code.slice(0, 3)} ${code.slice(3)}\n`);
  const { code, stdout, stderr } = await runCli(['login', email, '--endpoint', url], {
    home,
    stdin,
  });
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`as ${email}`),
  });
  expect(stderr).toContain('type the six digits of the mail here');
});

test('the link of the mail, pasted whole at the prompt, signs the home in', async () => {
  const [home, email] = [await newHome(), anyEmail()];
  const stdin = nextMail(url, email).then(({ link }) => `${link}\n`);
  expect((await runCli(['login', email, '--endpoint', url], { home, stdin })).code).toBe(0);
});

test('a token that is none is refused, and nothing is written', async () => {
  const home = await newHome();
  const { code, stderr } = await runCli(['login', anyEmail(), '--endpoint', url, '--json'], {
    home,
    stdin: 'not-a-token\n',
  });
  expect(code).toBe(1);
  expect(JSON.parse(stderr).error).toMatchObject({ code: 'link_invalid' });
  expect(existsSync(join(home, 'auth.json'))).toBe(false);
});

test('logout signs out here and on the server, and keeps what is here', async () => {
  const email = anyEmail();
  const home = await signedInHome(url, email);
  const auth = await samediJson<{ device_id: string }>(home, ['whoami']);
  expect(await samediJson(home, ['logout'])).toEqual({ email, server_told: true });
  expect((await runCli(['whoami'], { home })).code).toBe(7);
  expect(existsSync(join(home, 'sessions.db'))).toBe(true);
  await signedInHome(url, email, home);
  expect((await samediJson<{ device_id: string }>(home, ['whoami'])).device_id).not.toBe(
    auth.device_id,
  );
  await samedi(home, ['sync']);
});

test('logout works without a network, and says what the server does not know', async () => {
  const home = await newHome();
  await samedi(home, ['status']);
  writeAuth(join(home, 'auth.json'), {
    endpoint: 'http://127.0.0.1:9',
    device_id: 'd',
    user_id: 'u',
    email: 'ada@example.org',
    token: 't',
  });
  const { code, stderr } = await runCli(['logout'], { home });
  expect(code).toBe(0);
  expect(stderr).toContain('still lists this device');
  expect(existsSync(join(home, 'auth.json'))).toBe(false);
});
