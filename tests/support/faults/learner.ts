/** A learner who edits at random: by commands, in plan files, and with another program that writes to the database. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { change, rows } from '../cli/homes.ts';
import { runCli } from '../cli.ts';
import { conflictsOf, type Edit, editsBetween, marksOf } from './marks.ts';
import { marksIn, planText, withMark } from './plans.ts';
import type { Chance } from './random.ts';
import type { Device } from './world.ts';

export interface Act {
  device: Device;
  chance: Chance;
  /** To be written into a record. */
  mark: string;
  /** Gets what shows in no record. */
  edits: Edit[];
}

/** A few edits by the device's own clock. What they changed is read from the home, as sync will find it. */
export async function editAtRandom(
  device: Device,
  chance: Chance,
  nextMark: () => string,
): Promise<Edit[]> {
  const before = marksOf(device.home);
  const edits: Edit[] = [];
  for (let i = chance.below(3) + 1; i > 0; i--) {
    const act = chance.pick(Object.values(acts));
    await act({ device, chance, mark: nextMark(), edits });
  }
  await command(device, ['plan', 'list']); // Finds what was changed in files.
  return [...editsBetween(before, marksOf(device.home)), ...edits];
}

export const clockOf = ({ clockOff }: Device) => ({ SAMEDI_NOW: String(Date.now() + clockOff) });

/** What a command may find: a session is running already, or what it names is not there. */
const NOTHING_TO_DO = [5, 6];

async function command(device: Device, args: string[]): Promise<void> {
  const { code, stderr } = await runCli(args, { home: device.home, env: clockOf(device) });
  if (code !== 0 && !NOTHING_TO_DO.includes(code ?? -1)) {
    throw new Error(`samedi ${args.join(' ')} ended with ${code}: ${stderr}`);
  }
}

/** One that is there, in the order in which they came. */
function anyId({ device, chance }: Act, table: 'sessions' | 'cards'): string {
  const ids = rows(device.home, `SELECT id FROM ${table} ORDER BY rowid`);
  return ids.length === 0 ? 'none' : String(chance.pick(ids)['id']);
}

/** Few ids, so that devices write the same records. */
const sharedId = ({ chance }: Act) => `r${chance.below(6)}`;

const CARD =
  'INSERT OR REPLACE INTO cards (id, plan_id, question, created_at, next_review, answer)';
const SESSION =
  'INSERT OR REPLACE INTO sessions (id, plan_id, start_time, end_time, duration_minutes, notes)';

const PLANS = ['french-b1', 'spare'];

const acts: Record<string, (act: Act) => Promise<void>> = {
  addCard: ({ device, chance, mark }) =>
    command(device, ['card', 'add', chance.pick(PLANS), 'Question?', mark]),
  editCard: (act) =>
    command(act.device, ['card', 'edit', anyId(act, 'cards'), '--answer', act.mark]),
  rateCard: (act) =>
    command(act.device, ['card', 'rate', anyId(act, 'cards'), String(act.chance.below(4) + 1)]),
  importCards: async ({ device, mark }) => {
    const file = join(device.home, 'cards.csv');
    writeFileSync(file, `question,answer\nImported?,${mark}\n`);
    await command(device, ['card', 'import', 'french-b1', file]);
  },
  removeCard: (act) => command(act.device, ['card', 'delete', anyId(act, 'cards')]),
  writeCard: async (act) =>
    change(
      act.device.home,
      `${CARD} VALUES ('${sharedId(act)}', 'french-b1', 'q', '2026-01-01 00:00:00+00:00', '2026-01-02', '${act.mark}')`,
    ),
  deleteCard: async (act) =>
    change(act.device.home, `DELETE FROM cards WHERE id = '${anyId(act, 'cards')}'`),
  addSession: ({ device, chance, mark }) =>
    command(device, ['session', 'add', chance.pick(PLANS), '--for', '20m', '--note', mark]),
  writeSession: async (act) =>
    change(
      act.device.home,
      `${SESSION} VALUES ('${sharedId(act)}', 'french-b1', '2026-01-01 00:00:00+00:00', '2026-01-01 00:30:00+00:00', 30, '${act.mark}')`,
    ),
  editSession: (act) =>
    command(act.device, ['session', 'edit', anyId(act, 'sessions'), '--note', act.mark]),
  moveSession: (act) =>
    command(act.device, [
      ...['session', 'edit', anyId(act, 'sessions'), '--note', act.mark],
      ...['--plan', act.chance.pick(PLANS)],
    ]),
  deleteSession: (act) => command(act.device, ['session', 'delete', anyId(act, 'sessions')]),
  start: ({ device, mark }) => command(device, ['start', 'french-b1', '--note', mark]),
  stop: ({ device }) => command(device, ['stop']),
  cancel: ({ device }) => command(device, ['cancel']),
  writePlan: async ({ device, mark }) => writePlan(device, 'french-b1', mark),
  writeOtherPlan: async ({ device, mark }) => writePlan(device, 'spare', mark),
  importPlan: async ({ device, mark }) => {
    const file = join(device.home, 'import.md');
    writeFileSync(file, withMark(textOf(device, 'imported'), device.name, mark));
    await command(device, ['plan', 'import', file, '--force']);
  },
  /** Without lines between those of the devices, so that they do touch. */
  newPlan: async ({ device, mark }) => {
    if (!existsSync(pathOf(device, 'anew')))
      await command(device, ['plan', 'new', 'Made anew', '--id', 'anew', '--chunk', 'First']);
    const text = textOf(device, 'anew');
    const line = `${device.name}: ${mark}\n`;
    const own = new RegExp(`^${device.name}: .*\n`, 'm');
    writeFileSync(pathOf(device, 'anew'), own.test(text) ? text.replace(own, line) : text + line);
  },
  tickChunk: ({ device, chance }) =>
    command(device, [
      ...['plan', 'done', chance.pick(PLANS), device.name],
      ...['--status', chance.pick(['completed', 'skipped', 'not-started'])],
    ]),
  archivePlan: ({ device }) => command(device, ['plan', 'archive', 'spare']),
  deletePlan: ({ device }) => command(device, ['plan', 'delete', 'spare', '--yes']),
  /** As it was last synced: what was written since is given up. */
  restorePlan: async ({ device }) => {
    const path = pathOf(device, 'spare');
    if (!existsSync(path)) return;
    const text = readFileSync(path);
    rmSync(path);
    await command(device, ['plan', 'restore', 'spare']);
    // One that was never synced cannot be brought back.
    if (!existsSync(path)) writeFileSync(path, text);
  },
  restoreConflict: async ({ device }) => {
    const [kept] = conflictsOf(device.home);
    if (kept) await command(device, ['sync', 'conflicts', 'restore', kept.id]);
  },
  dropConflict: async ({ device, edits }) => {
    const [kept] = conflictsOf(device.home);
    if (!kept) return;
    await command(device, ['sync', 'conflicts', 'drop', kept.id]);
    for (const over of marksIn(kept.data ?? '')) {
      edits.push({ record: kept.record, mark: null, over, dropped: true });
    }
  },
};

/** Each device writes into a line of its own, so that all lines have to survive. */
function writePlan(device: Device, id: string, mark: string): void {
  writeFileSync(pathOf(device, id), withMark(textOf(device, id), device.name, mark));
}

const pathOf = ({ home }: Device, id: string) => join(home, 'plans', `${id}.md`);

/** The plan's text, or that of one which is to be made. */
function textOf(device: Device, id: string): string {
  const path = pathOf(device, id);
  return existsSync(path) ? readFileSync(path, 'utf8') : planText(id);
}
