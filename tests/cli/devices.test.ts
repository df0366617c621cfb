import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import type { DeviceList } from '../../src/lib/wire/devices.ts';
import {
  anyEmail,
  errorOf,
  newHome,
  samedi,
  samediJson,
  signedInHome,
} from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';

const url = inject('url');

/** Two homes of one account. */
async function twoHomes() {
  const email = anyEmail();
  return [await signedInHome(url, email), await signedInHome(url, email)] as const;
}

test('devices lists what is signed in, this one first', async () => {
  const [first, second] = await twoHomes();
  const here = await samediJson<{ device_id: string }>(second, ['whoami']);
  const { devices } = await samediJson<DeviceList>(second, ['devices']);
  expect(devices).toMatchObject([
    { id: here.device_id, kind: 'cli', current: true },
    { kind: 'cli', current: false },
  ]);
  const { stdout } = await samedi(first, ['devices']);
  expect(stdout.split('\n')).toHaveLength(3);
  expect(stdout).toMatch(
    /^\w{8} {2}\S+ {2}terminal {2}added: Today {2}last seen: Today {2}\(this one\)\n/,
  );
});

test('a revoked home is refused from the very next command, and keeps all it has', async () => {
  const [first, second] = await twoHomes();
  await samedi(second, ['sync']);
  const { device_id } = await samediJson<{ device_id: string }>(second, ['whoami']);
  const { stdout } = await samedi(first, ['devices', 'revoke', device_id.slice(0, 8)]);
  expect(stdout).toContain(`(${device_id.slice(0, 8)})`);
  expect(await errorOf(second, ['sync'])).toMatchObject({ exit: 7, code: 'device_revoked' });
  expect(await errorOf(second, ['devices'])).toMatchObject({ exit: 7, code: 'device_revoked' });
  expect(existsSync(join(second, 'sessions.db'))).toBe(true);
  expect(await errorOf(first, ['devices', 'revoke', device_id])).toMatchObject({
    exit: 6,
    code: 'not_found',
  });
});

test('revoking this home signs it out', async () => {
  const [first] = await twoHomes();
  const [own] = (await samediJson<DeviceList>(first, ['devices'])).devices;
  expect(await samediJson(first, ['devices', 'revoke', own!.id])).toEqual(own);
  expect(await errorOf(first, ['whoami'])).toMatchObject({ exit: 7, code: 'not_signed_in' });
});

test('revoking all signs out this home and every other of the account', async () => {
  const [first, second] = await twoHomes();
  expect((await runCli(['devices', 'revoke', 'x', '--all'], { home: first })).code).toBe(2);
  const { stdout } = await samedi(first, ['devices', 'revoke', '--all']);
  expect(stdout).toBe('Signed out this home and 1 more. What is in it stays.\n');
  expect(await errorOf(first, ['whoami'])).toMatchObject({ exit: 7, code: 'not_signed_in' });
  expect(await errorOf(second, ['sync'])).toMatchObject({ exit: 7, code: 'device_revoked' });
});

test("another account's device is not found", async () => {
  const [first] = await twoHomes();
  const other = await signedInHome(url, anyEmail());
  const { device_id } = await samediJson<{ device_id: string }>(other, ['whoami']);
  expect(await errorOf(first, ['devices', 'revoke', device_id])).toMatchObject({
    exit: 6,
    code: 'not_found',
  });
  await samedi(other, ['sync']);
});

test('devices and account need a sign-in, and say how', async () => {
  const home = await newHome();
  for (const args of [['devices'], ['devices', 'revoke', 'x'], ['account']]) {
    const error = await errorOf(home, args);
    expect(error).toMatchObject({ exit: 7, code: 'not_signed_in' });
    expect(error.next).toContain('samedi login');
  }
  expect((await runCli(['devices', 'revoke'], { home })).code).toBe(2);
});

test('account shows who this is, and what the server counts by', async () => {
  const email = anyEmail();
  const home = await signedInHome(url, email);
  await samedi(home, ['config', 'set', 'user.timezone', 'Europe/Paris']);
  await samedi(home, ['config', 'set', 'learning.weekly_goal_minutes', '600']);
  await samedi(home, ['sync']);
  expect(await samediJson(home, ['account'])).toMatchObject({
    email,
    endpoint: url,
    settings: { time_zone: 'Europe/Paris', weekly_goal_minutes: 600 },
    streaks_hidden: false,
  });
  const { stdout } = await samedi(home, ['account']);
  expect(stdout).toContain(`${email} at ${url}\n`);
  expect(stdout).toContain('Europe/Paris, weeks from Monday, days from 00:00, 10 h a week');
});
