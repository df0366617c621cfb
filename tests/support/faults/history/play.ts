/** One history: what its seed makes people, homes, network and server do. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropConflict } from '../../../../cli/src/sync/conflicts/conflicts.ts';
import type { SyncResult } from '../../../../cli/src/sync/rounds.ts';
import { adopt } from '../../../../cli/src/sync/start-over/adopt.ts';
import { sync } from '../../../../cli/src/sync/sync.ts';
import { change, rows } from '../../cli/homes.ts';
import { faults } from '../network.ts';
import { type Chance, chanceFrom } from '../random.ts';
import { allIn, conflictsIn, Oracle, planFile, planIn } from './oracle.ts';
import { partsOf, planActs } from './plan.ts';
import { type Base, Cut, copyFolder, inHome } from './world.ts';

interface Player {
  folder: string;
  clockOff: number;
  kept: boolean;
}

interface Play {
  base: Base;
  chance: Chance;
  oracle: Oracle;
  players: Player[];
  /** Sign-ins that were used, and copies of the server that can be put back. */
  signIns: number;
  servers: string[];
  tokens: number;
  log: string[];
}

/** Plays it to its end. Returns what is wrong then, and what happened. */
export async function playHistory(
  base: Base,
  seed: number,
  length: number,
): Promise<{ problems: string[]; log: string[] }> {
  const chance = chanceFrom(seed);
  await base.putServerBack('base');
  const players = base.homes.map((home, i) => {
    const folder = join(base.folder, `player-${i}`);
    copyFolder(home, folder);
    return {
      folder,
      clockOff: (chance.below(5) - 2) * 86_400_000 * chance.below(400),
      kept: false,
    };
  });
  const play: Play = {
    ...{ base, chance, players, oracle: new Oracle() },
    ...{ signIns: 0, servers: ['base'], tokens: 0, log: [] },
  };
  for (let i = 0; i < length; i++) {
    const player = chance.pick(players);
    const [name, event] = chance.pick(events);
    play.log.push(`${i}: ${name} ${players.indexOf(player)}`);
    await event(play, player);
  }
  return { problems: await end(play), log: play.log };
}

const token = (play: Play) => `tok${play.tokens++}z`;

type Event = (play: Play, player: Player) => Promise<unknown>;

async function editPlan(play: Play, { folder }: Player): Promise<void> {
  await play.oracle.watch(folder, () => {
    const text = planIn(folder);
    if (text === '') return;
    const parts = partsOf(text);
    for (let i = play.chance.below(3); i >= 0; i--) {
      const [name, act] = play.chance.pick(Object.entries(planActs));
      play.log.push(`  ${name} tok${play.tokens}z`);
      act(parts, play.chance, token(play));
    }
    writeFileSync(planFile(folder), parts.join(''));
  });
}

const FOREIGN = 'PRAGMA foreign_keys = OFF;';

async function editRecord(play: Play, { folder }: Player): Promise<void> {
  const { chance } = play;
  const id = `r${chance.below(3)}`;
  const text = token(play);
  const start = "'2026-01-01 00:00:00+00:00'";
  const sql = chance.pick([
    `INSERT OR IGNORE INTO cards (id, plan_id, question, created_at, next_review, answer)
     VALUES ('${id}', 'french', 'q', ${start}, '2026-01-02', '${text}')`,
    `UPDATE cards SET answer = '${text}' WHERE id = '${id}'`,
    `UPDATE cards SET question = '${text}' WHERE id = '${id}'`,
    `INSERT OR IGNORE INTO sessions (id, plan_id, start_time, end_time, duration_minutes, notes)
     VALUES ('${id}', 'french', ${start}, '2026-01-01 00:30:00+00:00', 30, '${text}')`,
    `UPDATE sessions SET notes = '${text}' WHERE id = '${id}'`,
    chance.once(3) ? `DELETE FROM cards WHERE id = '${id}'` : 'SELECT 1',
    chance.once(3) ? `DELETE FROM sessions WHERE id = '${id}'` : 'SELECT 1',
  ]);
  play.log.push(`  ${sql.replace(/\s+/g, ' ').slice(0, 60)} ${text}`);
  await play.oracle.watch(folder, () => change(folder, `${FOREIGN} ${sql}`));
}

/** A sync that may fail; returns its result if it did not. */
async function trySync(
  { log }: Play,
  { folder, clockOff }: Player,
  options: { cut?: boolean; direction?: 'push' | 'pull' } = {},
): Promise<SyncResult | null> {
  const { cut = false, direction = 'both' } = options;
  try {
    return await inHome(folder, { clockOff, cut }, (home) => sync(home, { direction }));
  } catch (error) {
    log.push(`  ${error instanceof Error ? error.message : error}`);
    if (error instanceof Cut || /server|reach|answer|cut|network/i.test(String(error))) return null;
    throw error;
  }
}

async function faultySync(play: Play, player: Player): Promise<void> {
  const fault = play.chance.pick(faults);
  play.log.push(`  ${fault}`);
  play.base.network.next(fault);
  await trySync(play, player);
}

async function keepServer(play: Play): Promise<void> {
  const name = `kept-${play.servers.length}`;
  await play.base.keepServer(name);
  play.servers.push(name);
}

async function putServerBack(play: Play): Promise<void> {
  const name = play.chance.pick(play.servers);
  play.log.push(`  to ${name}`);
  await play.base.putServerBack(name);
}

/** In the middle of a sync. */
async function putServerBackWithin(play: Play, player: Player): Promise<void> {
  play.base.network.interrupt(play.chance.pick(['request', 'answer']), () => putServerBack(play));
  await trySync(play, player);
  play.base.network.interrupt('request', async () => {});
}

async function copyHome(play: Play, player: Player): Promise<void> {
  if (play.players.length > 3) return;
  const folder = join(play.base.folder, 'player-copy');
  copyFolder(player.folder, folder);
  play.players.push({ ...player, folder, kept: false });
}

/** A disk's backup. It is put back where nobody else would have lost what is lost with the disk. */
async function keepOrPutBack(play: Play, player: Player): Promise<void> {
  const backup = `${player.folder}-kept`;
  if (!player.kept) copyFolder(player.folder, backup);
  else {
    if ((await trySync(play, player)) === null) return;
    copyFolder(backup, player.folder);
    await keepServer(play);
    play.servers.splice(0, play.servers.length - 1);
  }
  player.kept = !player.kept;
}

async function signInAgain(play: Play, { folder, clockOff }: Player): Promise<void> {
  const text = play.base.spares[play.signIns++];
  if (text === undefined) return;
  rmSync(join(folder, 'auth.json'));
  await inHome(folder, { clockOff }, (home) => void adopt(home, JSON.parse(text)));
  writeFileSync(join(folder, 'auth.json'), text);
}

async function dropAny(play: Play, { folder, clockOff }: Player): Promise<void> {
  const open = conflictsIn(folder);
  if (open.length === 0) return;
  const { id } = play.chance.pick(open);
  const drop = () => inHome(folder, { clockOff }, ({ db }) => dropConflict(db, id));
  await play.oracle.watch(folder, drop);
}

const times = (n: number, name: string, event: Event) =>
  Array.from({ length: n }, () => [name, event] as const);

const events = [
  ...times(8, 'edit plan', editPlan),
  ...times(6, 'edit record', editRecord),
  ...times(6, 'sync', trySync),
  ...times(6, 'sync badly', faultySync),
  ...times(2, 'cut before the file', (play, player) => trySync(play, player, { cut: true })),
  ...times(1, 'push', (play, player) => trySync(play, player, { direction: 'push' })),
  ...times(1, 'pull', (play, player) => trySync(play, player, { direction: 'pull' })),
  ...times(2, 'keep server', keepServer),
  ...times(2, 'put server back', putServerBack),
  ...times(1, 'put server back within', putServerBackWithin),
  ...times(1, 'copy home', copyHome),
  ...times(1, 'keep or put back home', keepOrPutBack),
  ...times(1, 'sign in again', signInAgain),
  ...times(1, 'drop a conflict', dropAny),
];

/** All sync until nobody has anything to say. */
async function end(play: Play): Promise<string[]> {
  const { players, oracle } = play;
  const said = new Set<string>();
  for (let quiet = 0, turn = 0; quiet < players.length; turn++) {
    if (turn > 40) return ['The homes never come to rest.'];
    const { folder, clockOff } = players[turn % players.length]!;
    said.clear();
    const warn = (text: string) => void said.add(text);
    const result = await inHome(folder, { clockOff, warn }, (home) => sync(home));
    if (result.rejected.length > 0) return result.rejected.map((one) => JSON.stringify(one));
    quiet = result.pushed + result.pulled === 0 ? quiet + 1 : 0;
  }
  const [first, ...others] = players.map(({ folder }) => folder);
  const versions = (folder: string) =>
    JSON.stringify(rows(folder, 'SELECT kind, id, version FROM versions ORDER BY kind, id'));
  const different = others.filter(
    (one) => allIn(one) !== allIn(first!) || versions(one) !== versions(first!),
  );
  return [
    ...oracle.problemsOf(first!),
    ...different.map((one) => `${one} differs`),
    ...[...said].filter((text) => /different things/.test(text)),
    ...(existsSync(planFile(first!)) ? [] : ['the plan is gone']),
  ];
}
