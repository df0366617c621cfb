/**
 * Three devices with clocks that are years off sync through a bad network, and are killed at any moment. In the end all
 * hold the same, and nothing that was written is lost. FAULTS_SEED and FAULTS_ROUNDS choose another run.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { startGroup } from '../../scripts/lib/process.ts';
import { anyEmail, newHome, rows, samedi, signedInHome } from '../cli/homes.ts';
import { startServer } from '../helpers/server.ts';
import { type Device, type Edit, editAtRandom, PLAN, plan } from './learner.ts';
import { unreliableNetwork } from './network.ts';
import { chanceFrom } from './random.ts';

const seed = Number(process.env['FAULTS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const rounds = Number(process.env['FAULTS_ROUNDS'] ?? 12);
const YEAR_MS = 365 * 86_400_000;

test(`nothing is lost, and all devices end the same (FAULTS_SEED=${seed} FAULTS_ROUNDS=${rounds})`, async () => {
  const chance = chanceFrom(seed);
  const server = await startServer();
  const network = await unreliableNetwork(() => server.url, chance);
  try {
    const devices = await threeDevices(server.url);
    const edits: Edit[] = [];
    for (let i = 0; i < rounds; i++) {
      const device = chance.pick(devices);
      edits.push(...(await editAtRandom(device, chance, () => edits.length * 10 + i)));
      if (chance.once(6)) await Promise.all([syncBadly(device), syncBadly(device)]);
      else await syncBadly(device, chance.once(2) ? 50 + chance.below(700) : null);
    }
    network.heal();
    await settle(devices);
    for (const device of devices.slice(1)) expect(contents(device)).toEqual(contents(devices[0]!));
    for (const device of devices) await samedi(device.home, ['sync', 'verify'], clockOf(device));
    const all = JSON.stringify([contents(devices[0]!), conflictsOf(devices[0]!)]);
    const written = new Set(edits.map(({ over }) => over));
    for (const { record, mark } of edits) {
      if (!written.has(mark)) expect(all.includes(mark), `${mark} of ${record}`).toBe(true);
    }
  } finally {
    await network.stop();
    await server.stop();
  }

  async function threeDevices(url: string): Promise<Device[]> {
    const email = anyEmail();
    const devices: Device[] = [];
    for (const [i, name] of ['laptop', 'desktop', 'phone'].entries()) {
      const home = await newHome();
      await signedInHome(url, email, home);
      if (i === 0) writeFileSync(join(home, 'plans', `${PLAN}.md`), plan);
      await samedi(home, ['sync']);
      pointAt(home, network.url, url);
      devices.push({ name, home, clockOff: [-3, 0, 4][i]! * YEAR_MS });
    }
    return devices;
  }
}, 600_000);

/** The home's server moves behind the bad network, without a new sign-in. */
function pointAt(home: string, url: string, before: string): void {
  const path = join(home, 'auth.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(before, url));
}

const clockOf = ({ clockOff }: Device) => ({ SAMEDI_NOW: String(Date.now() + clockOff) });

/** A sync that may fail in any way; killed after `killAfterMs`, where given. */
async function syncBadly(device: Device, killAfterMs: number | null = null): Promise<void> {
  const group = await startGroup(process.execPath, [inRoot('cli/bin/samedi.js'), 'sync'], {
    input: '',
    env: { ...process.env, SAMEDI_HOME: device.home, ...clockOf(device) },
  });
  if (killAfterMs !== null) {
    await Promise.race([delay(killAfterMs), group.exited]);
    group.child.kill('SIGKILL');
  }
  await group.exited;
}

/** Everyone syncs until nobody has anything to say. */
async function settle(devices: readonly Device[]): Promise<void> {
  for (let quiet = 0, turn = 0; quiet < devices.length; turn++) {
    if (turn > 30) throw new Error('The devices never come to rest.');
    const device = devices[turn % devices.length]!;
    const { stdout } = await samedi(device.home, ['sync', '--json'], clockOf(device));
    const { pushed, pulled } = JSON.parse(stdout) as { pushed: number; pulled: number };
    quiet = pushed + pulled === 0 ? quiet + 1 : 0;
  }
}

function contents({ home }: Device) {
  return {
    versions: rows(
      home,
      'SELECT kind, id, updated_at, device_id, deleted FROM versions ORDER BY kind, id',
    ),
    cards: rows(home, 'SELECT id, answer FROM cards ORDER BY id'),
    sessions: rows(home, 'SELECT id, notes FROM sessions ORDER BY id'),
    plans: readdirSync(join(home, 'plans')).map((name) =>
      readFileSync(join(home, 'plans', name), 'utf8'),
    ),
    conflicts: rows(home, 'SELECT id FROM conflicts WHERE dropped = 0 ORDER BY id'),
  };
}

const conflictsOf = ({ home }: Device) => rows(home, 'SELECT data FROM conflicts');
