/** Three devices with clocks that are years off, behind a bad network to one server that can be struck, too. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { anyEmail, samedi, signedInHome } from '../cli/homes.ts';
import { temporaryHome } from '../cli.ts';
import { startServer } from '../server.ts';
import { type Network, unreliableNetwork } from './network.ts';
import { planText } from './plans.ts';
import { type Chance, chanceFrom } from './random.ts';

export interface Device {
  name: string;
  home: string;
  /** Milliseconds that its clock is off. */
  clockOff: number;
  /** The folder of an older copy of the home. */
  kept?: string;
}

export interface World {
  devices: Device[];
  network: Network;
  email: string;
  server: MortalServer;
  /** A home that is gone after `end`. */
  newHome: () => Promise<string>;
  end: () => Promise<void>;
}

const YEAR_MS = 365 * 86_400_000;

const CLOCKS_OFF = [-3, 0, 4].map((years) => years * YEAR_MS);

/** All three have one plan, and nothing else. Without a seed for its faults the network is sound. */
export async function threeDevices(networkSeed: number | null): Promise<World> {
  const server = await mortalServer();
  const network = await unreliableNetwork(() => server.url, chanceFrom(networkSeed ?? 0));
  if (networkSeed === null) network.heal();
  const undo = [server.stop, network.stop];
  const newHome = async () => {
    const { home, remove } = await temporaryHome();
    undo.push(remove);
    return home;
  };
  const end = async () => {
    for (const step of undo.reverse()) await step();
  };
  const world: World = { devices: [], network, email: anyEmail(), server, newHome, end };
  try {
    await addDevices(world);
  } catch (error) {
    await end();
    throw error;
  }
  return world;
}

async function addDevices(world: World): Promise<void> {
  const { server, newHome } = world;
  for (const [i, name] of ['laptop', 'desktop', 'phone'].entries()) {
    const device = { name, home: await newHome(), clockOff: CLOCKS_OFF[i]! };
    await signedInHome(server.url, world.email, device.home);
    if (i === 0) writeFileSync(join(device.home, 'plans', 'french-b1.md'), planText('french-b1'));
    await samedi(device.home, ['sync']);
    moveHome(device.home, world.server.url, world.network.url);
    world.devices.push(device);
  }
}

/** Signs in once more, at the server itself. */
export async function signInAgain(world: World, device: Device): Promise<void> {
  await signedInHome(world.server.url, world.email, device.home);
  moveHome(device.home, world.server.url, world.network.url);
}

/** The home's server moves, without a new sign-in. */
export function moveHome(home: string, from: string, to: string): void {
  const path = join(home, 'auth.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}

/** A home that is the device's, file by file, with its sign-in. */
export async function copyHome(world: World, device: Device, name: string): Promise<Device> {
  const home = await world.newHome();
  cpSync(device.home, home, { recursive: true });
  const copy: Device = { name, home, clockOff: device.clockOff };
  world.devices.push(copy);
  return copy;
}

/** Sets the device's clock right or, more often, wrong. */
export function setClock(device: Device, chance: Chance): void {
  device.clockOff = chance.pick(CLOCKS_OFF);
}

/** Keeps a copy of the home, as a backup of its disk does. */
export async function keepHome(world: World, device: Device): Promise<void> {
  device.kept = await world.newHome();
  copyFolder(device.home, device.kept);
}

export function putHomeBack({ home, kept }: Device): void {
  if (kept !== undefined) copyFolder(kept, home);
}

type MortalServer = Awaited<ReturnType<typeof mortalServer>>;

/** A server whose state can be kept and put back while it is down. */
export async function mortalServer() {
  const server = await startServer();
  const state = join(server.dir, 'state');
  const kept = join(server.dir, 'state-kept');
  return {
    ...server,
    keepCopy: () => copyFolder(state, kept),
    /** By then the time is over in which sign-ins are counted: each device that it does not know needs one. */
    putCopyBack: () => {
      copyFolder(kept, state);
      const db = new DatabaseSync(databaseIn(server.dir));
      db.exec('DELETE FROM attempts');
      db.close();
    },
  };
}

/** The path of the database of the server whose folder is `dir`. */
export function databaseIn(dir: string): string {
  const folder = join(dir, 'state/v3/d1/miniflare-D1DatabaseObject');
  const name = readdirSync(folder).find((file) => /^[0-9a-f]{64}\.sqlite$/.test(file));
  return join(folder, name!);
}

function copyFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}
