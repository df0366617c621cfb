/** What has to hold in the end: all the same everywhere, nothing lost, nothing twice, totals that are right. */
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { scheduleFields } from '../../../src/lib/reviews/sm2.ts';
import { rows, samedi } from '../cli/homes.ts';
import { runCli } from '../cli.ts';
import { recounts } from '../recounts.ts';
import { clockOf } from './learner.ts';
import { conflictsOf, type Edit, marksOf, plansOf } from './marks.ts';
import { marksIn } from './plans.ts';
import { type Device, databaseIn, signInAgain, type World } from './world.ts';

/** Everyone syncs, through a sound network, until nobody has anything to say; then all of it is looked at. */
export async function expectTruth(world: World, edits: readonly Edit[]): Promise<void> {
  world.network.heal();
  await settle(world);
  const [first, ...others] = world.devices;
  for (const device of others) expect(contents(device)).toEqual(contents(first!));
  for (const device of world.devices)
    await samedi(device.home, ['sync', 'verify'], clockOf(device));
  expectNothingLost(first!, edits);
  expectNothingTwice(first!);
  expectTotals(world);
}

async function settle(world: World): Promise<void> {
  const { devices } = world;
  for (let quiet = 0, turn = 0; quiet < devices.length; turn++) {
    if (turn > 30) throw new Error('The devices never come to rest.');
    const moved = await sync(world, devices[turn % devices.length]!);
    quiet = moved === 0 ? quiet + 1 : 0;
  }
}

/** How many records went either way. A sign-in that an older copy of the server does not know is made again. */
async function sync(world: World, device: Device): Promise<number> {
  const settings = { home: device.home, env: clockOf(device) };
  let { code, stdout, stderr } = await runCli(['sync', '--json'], settings);
  if (code === 7) {
    await signInAgain(world, device);
    ({ code, stdout, stderr } = await runCli(['sync', '--json'], settings));
  }
  if (code !== 0) throw new Error(`${device.name}'s sync ended with ${code}: ${stderr}`);
  const { pushed, pulled } = JSON.parse(stdout) as { pushed: number; pulled: number };
  return pushed + pulled;
}

function contents({ home }: Device) {
  return {
    versions: rows(
      home,
      'SELECT kind, id, updated_at, device_id, deleted FROM versions ORDER BY kind, id',
    ),
    cards: rows(home, `SELECT id, answer, ${scheduleFields} FROM cards ORDER BY id`),
    reviews: rows(home, 'SELECT id, card_id, rating, reviewed_at FROM reviews ORDER BY id'),
    sessions: rows(home, 'SELECT id, notes, duration_minutes FROM sessions ORDER BY id'),
    plans: plansOf(home),
    conflicts: conflictsOf(home),
  };
}

/** Each edit is there, was written over by one that knew it, or is listed as a conflict; so is each deletion. */
function expectNothingLost({ home }: Device, edits: readonly Edit[]): void {
  const now = marksOf(home);
  const conflicts = conflictsOf(home);
  const listed = new Set(conflicts.flatMap(({ data }) => marksIn(data ?? '')));
  const there = new Set([...now.values(), ...listed]);
  const gone = new Set(edits.map(({ over }) => over));
  // A plan that was put back as it once was has lost lines, and is a version like any other.
  const deletionsKept = new Set(
    conflicts.flatMap(({ data, record }) =>
      data === null || record.startsWith('plans ') ? [record] : [],
    ),
  );
  // What lost to a version that did not know it is listed, it or what was made of it.
  const isListed = (mark: string, seen = new Set<string>()): boolean => {
    if (listed.has(mark) || seen.has(mark)) return listed.has(mark);
    seen.add(mark);
    const next = edits.filter((edit) => edit.over === mark).flatMap((edit) => edit.mark ?? []);
    return next.some((one) => isListed(one, seen));
  };
  const putBack = (mark: string | null) => edits.filter((edit) => edit.mark === mark).length > 1;
  for (const { record, mark, over, dropped } of edits) {
    if (mark !== null && !gone.has(mark)) {
      expect(there.has(mark), `${mark} of ${record} is lost`).toBe(true);
    }
    if (dropped || over === null || now.get(record) !== over || putBack(over)) continue;
    const [kind, id] = record.split(' ');
    const kept = mark === null ? deletionsKept.has(`${kind} ${id}`) : isListed(mark);
    expect(kept, `${over} of ${record} is back, in spite of ${mark ?? 'its deletion'}`).toBe(true);
  }
}

function expectNothingTwice({ home }: Device): void {
  const marks = [...marksOf(home)].filter(([, mark]) => mark.startsWith('mark-'));
  const values = marks.map(([, mark]) => mark);
  expect(values).toEqual([...new Set(values)]);
  const identities = rows(
    home,
    'SELECT kind || record_id || updated_at || device_id AS identity FROM conflicts WHERE dropped = 0',
  ).map(({ identity }) => identity);
  expect(identities).toEqual([...new Set(identities)]);
}

/** On the server's own database. */
function expectTotals({ server }: World): void {
  const db = new DatabaseSync(databaseIn(server.dir), { readOnly: true });
  try {
    for (const [what, [totals, recount]] of Object.entries(recounts)) {
      expect(db.prepare(totals).all(), what).toEqual(db.prepare(recount).all());
    }
  } finally {
    db.close();
  }
}
