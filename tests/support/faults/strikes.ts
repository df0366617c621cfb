/** What happens to a sync, to the server, and to disks. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot } from '../../../scripts/lib/paths.ts';
import { type Group, run, startGroup } from '../../../scripts/lib/process.ts';
import { clockOf } from './learner.ts';
import type { Chance } from './random.ts';
import type { Device, World } from './world.ts';

/** Starts a sync of `device`, by its own clock. */
export function startSync(device: Device, args: readonly string[] = []): Promise<Group> {
  return startGroup(process.execPath, [inRoot('cli/bin/samedi.js'), 'sync', ...args], {
    env: environmentOf(device),
  });
}

/** A sync that may fail, and is killed after `killAfterMs`. */
export async function syncBadly(device: Device, killAfterMs?: number): Promise<void> {
  const group = await startSync(device);
  if (killAfterMs !== undefined) {
    await Promise.race([delay(killAfterMs), group.exited]);
    await group.kill();
  }
  await group.exited;
}

/** Whether all of the device's edits are acknowledged. */
export async function syncsWell(device: Device): Promise<boolean> {
  const group = await startSync(device);
  return (await group.exited).code === 0;
}

/**
 * A command on a disk that is as good as full: no file can grow beyond `limitKib`, and SQLite and Node get the system's
 * error for trying. (EFBIG, where a full disk says ENOSPC: what needs no mount of its own.) Returns exit code and
 * output.
 */
export async function onFullDisk(
  device: Device,
  limitKib: number,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  // In units of 512 bytes (POSIX). Node ignores the signal that comes with the error.
  const script = `ulimit -f ${limitKib * 2} && exec "$@"`;
  const command = [process.execPath, inRoot('cli/bin/samedi.js'), ...args];
  return run('/bin/sh', ['-c', script, 'sh', ...command], { env: environmentOf(device) });
}

const environmentOf = (device: Device) => ({
  ...process.env,
  SAMEDI_HOME: device.home,
  ...clockOf(device),
});

/** The size of the home's database, in KiB. */
export function databaseKib({ home }: Device): number {
  return Math.ceil(statSync(join(home, 'sessions.db')).size / 1024);
}

/** The server dies while the device syncs, and comes back: as it was, or, once in a while, from its older copy. */
export async function killServer(
  { server }: World,
  device: Device,
  chance: Chance,
  then: 'as it was' | 'keep a copy' | 'put the copy back',
): Promise<void> {
  const sync = syncBadly(device);
  await delay(50 + chance.below(700));
  await server.kill();
  if (then === 'keep a copy') server.keepCopy();
  if (then === 'put the copy back') server.putCopyBack();
  await sync;
  await server.startAgain();
}
