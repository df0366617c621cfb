/**
 * Devices with clocks that are years off sync through a bad network, and everything that can break does. In the end all
 * hold the same, and nothing that was written is lost. FAULTS_SEED and FAULTS_ROUNDS choose another run.
 */
import { onTestFinished, test } from 'vitest';
import { editAtRandom } from '../support/faults/learner.ts';
import type { Edit } from '../support/faults/marks.ts';
import { type Chance, chanceFrom } from '../support/faults/random.ts';
import {
  databaseKib,
  killServer,
  onFullDisk,
  syncBadly,
  syncsWell,
} from '../support/faults/strikes.ts';
import { expectTruth } from '../support/faults/truth.ts';
import {
  copyHome,
  type Device,
  keepHome,
  putHomeBack,
  setClock,
  threeDevices,
  type World,
} from '../support/faults/world.ts';

const seed = Number(process.env['FAULTS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const rounds = Number(process.env['FAULTS_ROUNDS'] ?? 8);

test(`nothing is lost, and all devices end the same (FAULTS_SEED=${seed} FAULTS_ROUNDS=${rounds})`, async () => {
  const chance = chanceFrom(seed);
  // By chances of its own: how many requests there are depends on the moment.
  const world = await threeDevices(seed + 1);
  onTestFinished(world.end);
  const edits: Edit[] = [];
  let marks = 0;
  for (let i = 0; i < rounds; i++) {
    const device = chance.pick(world.devices);
    const nextMark = () => `mark-${marks++}x${device.name}`;
    edits.push(...(await editAtRandom(device, chance, nextMark)));
    await chance.pick(strikes)(world, device, chance);
  }
  await expectTruth(world, edits);
}, 1_800_000);

type Strike = (world: World, device: Device, chance: Chance) => Promise<unknown>;

const copied = new WeakSet<World>();
const serverCopied = new WeakSet<World>();

const often: Strike[] = [
  (_, device) => syncBadly(device),
  (_, device) => Promise.all([syncBadly(device), syncBadly(device)]),
  (_, device, chance) => syncBadly(device, 50 + chance.below(700)),
  (_, device, chance) => onFullDisk(device, chance.below(databaseKib(device) + 40), ['sync']),
  async () => undefined,
];

const seldom: Strike[] = [
  async (world, device) => {
    if (!copied.has(world)) await copyHome(world, device, 'copy');
    copied.add(world);
  },
  (world, device, chance) => killServer(world, device, chance, 'as it was'),
  async (world, device, chance) => {
    const then = serverCopied.has(world) ? 'put the copy back' : 'keep a copy';
    await killServer(world, device, chance, then);
    serverCopied.add(world);
  },
  async (world, device) => {
    const older = world.devices.find(({ kept }) => kept);
    if (!older) return keepHome(world, device);
    // What nobody else has would be lost with the disk.
    if (!(await syncsWell(older))) return;
    putHomeBack(older);
    // Nor may the server lose what only that home had, too.
    serverCopied.delete(world);
  },
  async (_, device, chance) => setClock(device, chance),
];

const strikes = [...often, ...often, ...seldom];
