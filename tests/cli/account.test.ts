import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { readAuth, writeAuth } from '../../cli/src/home/auth-file.ts';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import {
  anyEmail,
  errorOf,
  newHome,
  samedi,
  samediJson,
  signedInHome,
} from '../support/cli/homes.ts';
import { newestMail } from '../support/mail.ts';

const url = inject('url');

/** A first version's home, signed in and synced. */
async function syncedHome(email = anyEmail()): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await signedInHome(url, email, home);
  await samedi(home, ['sync']);
  return home;
}

test('account export writes what the server holds, whole, for its owner alone', async () => {
  const email = anyEmail();
  const home = await syncedHome(email);
  const file = join(home, 'mine.json');
  const { bytes } = await samediJson<{ bytes: number }>(home, ['account', 'export', '--out', file]);
  expect(statSync(file)).toMatchObject({ size: bytes });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const text = readFileSync(file, 'utf8');
  const all = JSON.parse(text);
  expect(all).toMatchObject({ account: { email }, complete: true, devices: [{ kind: 'cli' }] });
  expect(all.plans[0].data.content).toBe(readFileSync(join(home, 'plans/french-b1.md'), 'utf8'));
  const { stdout } = await samedi(home, ['account', 'export']);
  expect(JSON.parse(stdout).cards).toEqual(all.cards);
  expect(readdirSync(home).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('an export that is cut leaves no file, and says so', async () => {
  const home = await syncedHome();
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"account":{');
  });
  onTestFinished(() => void server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeAuth(join(home, 'auth.json'), { ...readAuth(join(home, 'auth.json'))!, endpoint });
  const file = join(home, 'mine.json');
  writeFileSync(file, 'older');
  expect(await errorOf(home, ['account', 'export', '--out', file])).toMatchObject({
    exit: 8,
    code: 'server_answer_invalid',
  });
  expect(readFileSync(file, 'utf8')).toBe('older');
});

test('an export into a place where nobody may write says so', async () => {
  const home = await syncedHome();
  const error = await errorOf(home, ['account', 'export', '--out', join(home, 'no/where.json')]);
  expect(error).toMatchObject({ exit: 4, code: 'invalid_input' });
});

test('account delete deletes at the server, signs out, and keeps the home', async () => {
  const email = anyEmail();
  const home = await syncedHome(email);
  const other = await signedInHome(url, email);
  const before = readFileSync(join(home, 'plans/french-b1.md'), 'utf8');
  const { stdout } = await samedi(home, ['account', 'delete', '--confirm', email.toUpperCase()]);
  expect(stdout).toBe(`Deleted the account of ${email} at ${url}. What is in this home stays.\n`);
  expect(existsSync(join(home, 'auth.json'))).toBe(false);
  expect(readFileSync(join(home, 'plans/french-b1.md'), 'utf8')).toBe(before);
  const { total } = await samediJson<{ total: number }>(home, ['session', 'list']);
  expect(total).toBeGreaterThan(0);

  expect(await errorOf(other, ['sync'])).toMatchObject({ exit: 7, code: 'device_revoked' });
  const again = await errorOf(other, ['account', 'delete', '--confirm', email]);
  expect(again).toMatchObject({ exit: 7, code: 'device_revoked' });
  expect(again.message).toContain('deleted already');

  await signedInHome(url, email, home);
  await samedi(home, ['sync']);
  const fresh = await signedInHome(url, email);
  await samedi(fresh, ['sync']);
  expect((await samediJson<{ total: number }>(fresh, ['session', 'list'])).total).toBe(total);
});

test('account delete has to be confirmed, by the right address', async () => {
  const email = anyEmail();
  const home = await syncedHome(email);
  expect(await errorOf(home, ['account', 'delete'])).toMatchObject({
    exit: 2,
    code: 'usage',
    next: `Run: samedi account delete --confirm ${email}`,
  });
  const wrong = ['account', 'delete', '--confirm', 'eve@example.org'];
  expect(await errorOf(home, wrong)).toMatchObject({ exit: 4, code: 'invalid_input' });
  await samedi(home, ['sync']);
});

test('account export and delete need a sign-in', async () => {
  const home = await newHome();
  for (const args of [
    ['account', 'export'],
    ['account', 'delete', '--confirm', 'ada@example.org'],
  ]) {
    expect(await errorOf(home, args)).toMatchObject({ exit: 7, code: 'not_signed_in' });
  }
});

test('what is set on the page stays, while the config here does not change', async () => {
  const home = await syncedHome();
  await samedi(home, ['config', 'set', 'user.timezone', 'Europe/Paris']);
  await samedi(home, ['sync']);
  const { token } = readAuth(join(home, 'auth.json'))!;
  const saved = await fetch(`${url}/settings`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: `samedi=${token}`, origin: url },
    body: new URLSearchParams({
      do: 'days',
      time_zone: 'Asia/Tokyo',
      week_starts_on: '0',
      day_starts_at: '04:00',
      weekly_goal_hours: '5',
    }),
  });
  expect(saved.status).toBe(303);
  const settingsThere = async () =>
    (await samediJson<{ settings: object }>(home, ['account'])).settings;
  await samedi(home, ['sync']);
  expect(await settingsThere()).toMatchObject({
    time_zone: 'Asia/Tokyo',
    weekly_goal_minutes: 300,
  });
  await samedi(home, ['config', 'set', 'user.timezone', 'Europe/Rome']);
  await samedi(home, ['sync']);
  expect(await settingsThere()).toMatchObject({ time_zone: 'Europe/Rome' });
});

test('account email asks for another address, and account learns of it', async () => {
  const email = anyEmail();
  const home = await signedInHome(url, email);
  const { stdout } = await samedi(home, ['account', 'email', `new-${email}`]);
  expect(stdout).toContain(`A link is on its way to new-${email}.`);
  const { token } = await newestMail(url, `new-${email}`);
  const confirmed = await fetch(`${url}/auth/address`, {
    method: 'POST',
    headers: { origin: url },
    body: new URLSearchParams({ token }),
  });
  expect(confirmed.status).toBe(200);
  expect(await samediJson(home, ['account'])).toMatchObject({ email: `new-${email}` });
  expect(await samediJson(home, ['whoami'])).toMatchObject({ email: `new-${email}` });
  expect(await errorOf(home, ['account', 'email', 'nonsense'])).toMatchObject({ exit: 2 });
});
