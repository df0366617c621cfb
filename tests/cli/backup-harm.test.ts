/** Uploads that are cut, archives that rot. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readAuth, writeAuth } from '../../cli/src/home/auth-file.ts';
import { backup, learner, listed, SECRET, unlike, url } from '../support/cli/backup-homes.ts';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { errorOf, newHome, samedi } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';

/** Passes bytes on to the site, and cuts the connection once the client has sent so many. */
async function cuttingProxy(afterBytes: () => number): Promise<string> {
  const { hostname, port } = new URL(url);
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let left = afterBytes();
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (chunk) => {
      upstream.write(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) end();
    });
    upstream.on('data', (chunk) => client.write(chunk));
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('an upload that is cut at any point leaves nothing, and the day’s earlier one stays', async () => {
  const home = await learner();
  writeFileSync(join(home, 'plans', 'noise.txt'), randomBytes(300_000).toString('base64'));
  const auth = readAuth(join(home, 'auth.json'))!;
  let after = 0;
  const endpoint = await cuttingProxy(() => after);
  const cutAt = async (bytes: number) => {
    after = bytes;
    writeAuth(join(home, 'auth.json'), { ...auth, endpoint });
    const error = await errorOf(home, ['backup']);
    expect(error.exit, `${bytes}: ${error.message}`).toBe(8);
    writeAuth(join(home, 'auth.json'), auth);
  };
  const size = 300_000;
  const points = [
    0,
    1,
    200,
    700,
    ...Array.from({ length: 5 }, () => Math.floor(Math.random() * size)),
    size - 1,
  ];
  for (const point of points) await cutAt(point);
  expect((await listed(home)).server?.backups).toEqual([]);

  const { id, sha256 } = await backup(home);
  await unlike(home);
  for (const point of points.slice(3, 6)) await cutAt(point);
  const copy = join(home, 'copy.tar.gz');
  await samedi(home, ['backup', 'download', id!, '--out', copy]);
  expect(createHash('sha256').update(readFileSync(copy)).digest('hex')).toBe(sha256);
});

describe('verify finds a flipped bit', () => {
  /** The first and last bytes, those around the header of gzip, and others all over. */
  const positions = (size: number) => [
    ...new Set([0, 1, 3, 4, 8, 9, 10, 11, size - 9, size - 8, size - 1]),
    ...Array.from({ length: 9 }, () => Math.floor(Math.random() * size)),
  ];

  async function damagedIn(home: string, file: string, flags: Record<string, string>, step = 1) {
    const good = readFileSync(file);
    for (const at of positions(good.length).filter((_, i) => i % step === 0)) {
      const bad = Buffer.from(good);
      bad[at]! ^= 1 << Math.floor(Math.random() * 8);
      writeFileSync(file, bad);
      const { code, stderr } = await runCli(['backup', 'verify', file], { home, env: flags });
      expect([code, at], stderr).toEqual([4, at]);
    }
    writeFileSync(file, good);
    await samedi(home, ['backup', 'verify', file], flags);
  }

  test('at any position of an archive, by the sum beside it', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    await damagedIn(home, (await backup(home)).file, {});
  });

  test('at any position of an encrypted one, even without the sum', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    const { file } = await backup(home, '--encrypt');
    rmSync(`${file}.sha256`);
    // Each one costs a second, which is what a passphrase is stretched with.
    await damagedIn(home, file, SECRET, 4);
  });
});
