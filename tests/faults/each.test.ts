/** Each fault by itself, with nothing left to chance: so that a short run has seen them all. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DeviceList } from '../../src/lib/wire/devices.ts';
import { addCards, change, rows, samedi, samediJson } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';
import { clockOf } from '../support/faults/learner.ts';
import { conflictsOf, type Edit, editsBetween, marksOf } from '../support/faults/marks.ts';
import { faults } from '../support/faults/network.ts';
import { marksInPlan, planText, withMark } from '../support/faults/plans.ts';
import { databaseKib, onFullDisk, startSync, syncBadly } from '../support/faults/strikes.ts';
import { expectTruth } from '../support/faults/truth.ts';
import {
  copyHome,
  type Device,
  signInAgain,
  threeDevices,
  type World,
} from '../support/faults/world.ts';

let world: World;
let laptop: Device;
let desktop: Device;
let phone: Device;
/** Of all tests: what one of them wrote has to outlive the others' faults. */
const edits: Edit[] = [];
let marks = 0;

beforeAll(async () => {
  world = await threeDevices(null);
  [laptop, desktop, phone] = world.devices as [Device, Device, Device];
});
afterAll(() => world?.end());

const run = (device: Device, ...args: string[]) => samedi(device.home, args, clockOf(device));
const newMark = () => `mark-${marks++}`;

/** Notes what `doing` changed in the device's home. */
async function edit(device: Device, doing: (mark: string) => unknown): Promise<void> {
  const before = marksOf(device.home);
  await doing(newMark());
  await run(device, 'plan', 'list');
  edits.push(...editsBetween(before, marksOf(device.home)));
}

const writeCard = (device: Device, id = 'shared') =>
  edit(device, (mark) =>
    change(
      device.home,
      `INSERT OR REPLACE INTO cards (id, plan_id, question, created_at, next_review, answer)
       VALUES ('${id}', 'french-b1', 'q', '2026-01-01 00:00:00+00:00', '2026-01-02', '${mark}')`,
    ),
  );

const writePlan = (device: Device, id: string) =>
  edit(device, (mark) => {
    const path = join(device.home, 'plans', `${id}.md`);
    writeFileSync(path, withMark(readFileSync(path, 'utf8'), device.name, mark));
  });

async function syncAll(): Promise<void> {
  for (const device of [...world.devices, ...world.devices]) await run(device, 'sync');
}

test('edits of every kind, and deletions against edits', async () => {
  writeFileSync(join(laptop.home, 'plans', 'spare.md'), planText('spare'));
  for (const id of ['deleted', 'edited', 'shared']) await writeCard(laptop, id);
  const addSession = (mark: string) =>
    run(laptop, 'session', 'add', 'french-b1', '--for', '9m', '--note', mark);
  await edit(laptop, addSession);
  await edit(laptop, addSession);
  await syncAll();
  const [one, two] = rows(laptop.home, 'SELECT id FROM sessions').map(({ id }) => String(id));

  await edit(laptop, () => run(laptop, 'session', 'delete', one!));
  await edit(phone, (mark) => run(phone, 'session', 'edit', one!, '--note', mark));
  await edit(phone, () => run(phone, 'session', 'delete', two!));
  await edit(laptop, (mark) => run(laptop, 'session', 'edit', two!, '--note', mark));
  await edit(laptop, () => change(laptop.home, "DELETE FROM cards WHERE id = 'edited'"));
  await writeCard(desktop, 'edited');
  await edit(desktop, () => change(desktop.home, "DELETE FROM cards WHERE id = 'deleted'"));
  await writePlan(laptop, 'spare');
  await edit(phone, () => run(phone, 'plan', 'delete', 'spare', '--yes'));
  await run(desktop, 'plan', 'archive', 'spare');
  for (const device of world.devices) {
    await run(device, 'plan', 'done', 'french-b1', device.name);
    await writePlan(device, 'french-b1');
  }
  await edit(phone, (mark) => run(phone, 'start', 'french-b1', '--note', mark));
  await edit(phone, (mark) => run(phone, 'stop', '--note', mark));
  await expectTruth(world, edits);
  const conflicts = conflictsOf(laptop.home).map(({ record }) => record);
  expect(conflicts.sort()).toEqual(
    ['cards edited', 'plans spare', `sessions ${one}`, `sessions ${two}`].sort(),
  );
  const done = readFileSync(join(phone.home, 'plans', 'french-b1.md'), 'utf8');
  expect(done.match(/\*\*Status\*\*: completed/g)).toHaveLength(3);
});

describe('a network', () => {
  test.each(faults)('with this done to a request: %s', async (fault) => {
    await writeCard(laptop);
    await run(laptop, 'sync');
    await writeCard(desktop);
    await writePlan(desktop, 'french-b1');
    world.network.next(fault);
    await syncBadly(desktop);
    await expectTruth(world, edits);
  });
});

test("a plan's conflict reaches others before the device that caused it", async () => {
  await syncAll();
  await writePlan(desktop, 'french-b1');
  await run(desktop, 'sync');
  await run(phone, 'sync');
  await writePlan(laptop, 'french-b1'); // Loses by its clock, and hears nothing of it.
  world.network.next('answer lost');
  await syncBadly(laptop);
  await writePlan(phone, 'french-b1');
  await run(phone, 'sync');
  await expectTruth(world, edits);
  const text = readFileSync(join(phone.home, 'plans', 'french-b1.md'), 'utf8');
  expect(marksInPlan(text).map(([name]) => name)).toEqual(['laptop', 'desktop', 'phone']);
  expect(conflictsOf(phone.home).filter(({ record }) => record === 'plans french-b1')).toEqual([]);
});

test("a plan's conflict reaches the winner first, who grew from what the loser did not know", async () => {
  await syncAll();
  await writePlan(desktop, 'french-b1');
  await run(desktop, 'sync');
  await run(phone, 'sync');
  await writePlan(phone, 'french-b1'); // By its clock, nothing beats it.
  await writePlan(laptop, 'french-b1');
  for (const device of [phone, laptop]) {
    world.network.next('answer lost');
    await syncBadly(device);
  }
  await run(phone, 'sync');
  await expectTruth(world, edits);
  const text = readFileSync(join(phone.home, 'plans', 'french-b1.md'), 'utf8');
  expect(marksInPlan(text).map(([name]) => name)).toEqual(['laptop', 'desktop', 'phone']);
  expect(conflictsOf(phone.home).filter(({ record }) => record === 'plans french-b1')).toEqual([]);
});

describe.each(['request', 'answer'] as const)('kill -9 with the %s on its way', (at) => {
  test('of the client', async () => {
    await writeCard(laptop);
    await writeCard(desktop);
    await run(laptop, 'sync');
    const sync = await startSync(desktop);
    world.network.interrupt(at, sync.kill);
    await sync.exited;
    await expectTruth(world, edits);
  });

  test('of the server, which starts again on the same data', async () => {
    await writeCard(phone);
    await writePlan(phone, 'french-b1');
    world.network.interrupt(at, world.server.kill);
    await syncBadly(phone);
    await world.server.startAgain();
    await expectTruth(world, edits);
  });
});

test('a server put back to an older copy of its data', async () => {
  await world.server.kill();
  world.server.keepCopy();
  await world.server.startAgain();
  // A conflict that only these two devices will know of.
  await writeCard(laptop);
  await writeCard(desktop);
  await run(laptop, 'sync');
  await run(desktop, 'sync');
  await run(laptop, 'sync');
  await edit(desktop, () => change(desktop.home, "DELETE FROM cards WHERE id = 'edited'"));
  await writePlan(desktop, 'french-b1');
  await run(desktop, 'sync');
  await writeCard(phone);
  await world.server.kill();
  world.server.putCopyBack();
  await world.server.startAgain();
  await expectTruth(world, edits);
});

test('two syncs of one home at once', async () => {
  await writeCard(laptop);
  await writePlan(laptop, 'french-b1');
  await Promise.all([syncBadly(laptop), syncBadly(laptop), syncBadly(laptop)]);
  await expectTruth(world, edits);
});

describe.skipIf(process.platform === 'win32')('a full disk', () => {
  const problemsOf = ({ home }: Device) => rows(home, 'PRAGMA integrity_check');

  test('stops a command, which stores nothing and says so', async () => {
    const before = marksOf(laptop.home);
    const add = ['session', 'add', 'french-b1', '--for', '9m', '--note', 'n'.repeat(50_000)];
    const { code, output } = await onFullDisk(laptop, databaseKib(laptop), add);
    expect(output).toContain('The home cannot be used');
    expect(code).toBe(1);
    expect(marksOf(laptop.home)).toEqual(before);
  });

  test('stops a sync at any moment, and leaves nothing half-written', async () => {
    for (const id of Array.from({ length: 40 }, (_, i) => `many-${i}`)) {
      change(
        phone.home,
        `INSERT INTO cards (id, plan_id, question, created_at, next_review, answer)
         VALUES ('${id}', 'french-b1', '${'q'.repeat(2_000)}', '2026-01-01 00:00:00+00:00', '2026-01-02', 'a')`,
      );
    }
    await writePlan(phone, 'french-b1');
    await run(phone, 'sync');
    await writeCard(desktop);
    const full = databaseKib(desktop);
    const codes: (number | null)[] = [];
    for (const limit of [0, 1, 8, full - 4, full, full + 8, full + 64]) {
      codes.push((await onFullDisk(desktop, limit, ['sync'])).code);
      expect(problemsOf(desktop)).toEqual([{ integrity_check: 'ok' }]);
    }
    expect(codes.slice(0, 6)).not.toContain(0);
    await expectTruth(world, edits);
  });
});

const devicesOf = async (device: Device) =>
  (await samediJson<DeviceList>(device.home, ['devices'], clockOf(device))).devices.length;

test('answers lost in a row, with something new between, make no copy of a home', async () => {
  const before = await devicesOf(desktop);
  for (const fault of [
    'answer lost',
    'doubled',
    'answer lost',
    'answer cut',
    'late again',
  ] as const) {
    await writeCard(laptop);
    await run(laptop, 'sync');
    await writeCard(desktop, 'of the desktop');
    world.network.next(fault);
    await syncBadly(desktop);
  }
  await expectTruth(world, edits);
  expect(await devicesOf(desktop)).toBe(before);
});

test('a sync of which the home is signed in anew takes nothing in', async () => {
  await writeCard(desktop);
  await run(desktop, 'sync');
  await writeCard(phone, 'more');
  world.network.interrupt('answer', () => signInAgain(world, phone));
  const { code, stderr } = await runCli(['sync'], { home: phone.home, env: clockOf(phone) });
  expect(stderr).toContain('signed in anew');
  expect(code).toBe(1);
  await expectTruth(world, edits);
});

test('a server put back to an older copy before a device hears that its version lost', async () => {
  await syncAll();
  await writeCard(laptop);
  await writeCard(desktop);
  addCards(desktop.home, 1_100); // More than one page holds.
  await run(desktop, 'sync');
  await world.server.kill();
  world.server.keepCopy();
  await world.server.startAgain();
  // The first page says that the laptop's version lost, the second keeps it.
  world.network.interrupt('answer', async () => {
    world.network.interrupt('request', async () => {
      await world.server.kill();
      world.server.putCopyBack();
      await world.server.startAgain();
    });
  });
  await syncBadly(laptop);
  await expectTruth(world, edits);
});

/** From here on copies stay: two homes that sync as one device. */
test('a home copied with its sign-in, and both used', async () => {
  const before = await devicesOf(laptop);
  await writeCard(laptop);
  const copy = await copyHome(world, laptop, 'copy');
  await writeCard(laptop);
  await writeCard(copy);
  await writePlan(laptop, 'french-b1');
  await writePlan(copy, 'french-b1');
  await run(laptop, 'sync');
  world.network.next('answer lost', '/api/sync');
  await syncBadly(copy);
  await Promise.all([run(copy, 'sync'), run(copy, 'sync')]);
  await expectTruth(world, edits);
  expect(await devicesOf(laptop)).toBe(before);
});

test('a version from each of a home and its copy, of one device and time', async () => {
  await writeCard(phone);
  await run(phone, 'sync');
  await world.server.kill();
  world.server.keepCopy();
  await world.server.startAgain();
  const copy = await copyHome(world, phone, 'copy');
  const at = clockOf(phone);
  const editCard = (device: Device) =>
    edit(device, (mark) => samedi(device.home, ['card', 'edit', 'shared', '--answer', mark], at));
  await editCard(phone);
  for (const id of ['more', 'and more']) await writeCard(phone, id);
  await run(phone, 'sync');
  // What only the home sent is forgotten, so that the copy passes for it.
  await world.server.kill();
  world.server.putCopyBack();
  await world.server.startAgain();
  await editCard(copy);
  await run(copy, 'sync');
  await expectTruth(world, edits);
});
