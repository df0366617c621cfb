import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import {
  anyEmail,
  errorOf,
  newHome,
  samedi,
  samediJson,
  signedInHome,
} from '../support/cli/homes.ts';

const url = inject('url');
const MIB = 1_048_576;
/** What random bytes can't be packed below. */
const LARGE = 92 * MIB;

test('one that is almost as large as can be goes up, is listed, and comes down whole', async () => {
  const home = await newHome();
  writeFirstVersionHome(home);
  await signedInHome(url, anyEmail(), home);
  writeFileSync(join(home, 'plans', 'lecture.bin'), randomBytes(LARGE));
  const { id, size } = await samediJson<{ id: string; size: number }>(home, ['backup']);
  const { server } = await samediJson<{ server: { used_bytes: number } }>(home, ['backup', 'list']);
  expect(server.used_bytes).toBe(2 * size);
  await samedi(home, ['backup', 'verify', id]);
});

test('one that the server would not take is kept here, and that is said without sending it', async () => {
  const home = await newHome();
  writeFirstVersionHome(home);
  await signedInHome(url, anyEmail(), home);
  writeFileSync(join(home, 'plans', 'lecture.bin'), randomBytes(96 * MIB));
  const error = await errorOf(home, ['backup']);
  expect(error).toMatchObject({ code: 'body_too_large', exit: 4 });
  expect(error.message).toContain('the server takes 95 MiB');
  const { server, local } = await samediJson<{ server: { backups: [] }; local: [] }>(home, [
    ...['backup', 'list'],
  ]);
  expect([server.backups.length, local.length]).toEqual([0, 1]);
});
