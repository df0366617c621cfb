/** `samedi check`: looks through the home, and with `--fix` repairs what can be repaired without asking. */

import { join } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';
import { countText } from '../../../src/lib/text/format.ts';
import { kinds } from '../../../src/lib/wire/kinds.ts';
import { findInClock } from '../check/clock.ts';
import { findDamage, findInTracking } from '../check/database.ts';
import { findInConfig, findInFiles, findingOf } from '../check/files.ts';
import type { Finding } from '../check/finding.ts';
import { findWithoutPlan } from '../check/records.ts';
import { copyDatabase } from '../home/copy.ts';
import type { Home } from '../home/home.ts';
import { recordKinds } from '../kinds/kinds.ts';
import type { Cli } from '../run/cli.ts';

export async function check(cli: Cli, { fix = false }: { fix?: boolean }): Promise<void> {
  const found = await look(cli);
  const { fixed, copy } = fix ? await repair(cli, found) : { fixed: [], copy: null };
  const left = fixed.length > 0 ? await look(cli) : found;
  const problems = left.map(({ message, next, fix }) => ({ message, next, fixable: !!fix }));
  if (cli.out.json) cli.out.data({ problems, fixed, copy });
  else say(cli, { left, fixed, copy });
  if (left.length > 0) throw problemsLeft(left);
}

/** All that is wrong. What needs the database is left out where that cannot be opened. */
async function look(cli: Cli): Promise<Finding[]> {
  const inFiles = findInFiles(cli);
  // The database cannot be read rightly by settings that cannot be read.
  if (findInConfig(cli).length > 0) return inFiles;
  try {
    return [...inFiles, ...findInHome(await cli.home())];
  } catch (error) {
    if (error instanceof SamediError) return [...inFiles, findingOf(error)];
    throw error;
  }
}

function findInHome(home: Home): Finding[] {
  const damage = findDamage(home);
  // Reading plans writes to the database, which a damaged one must be spared.
  if (damage.length > 0) return damage;
  return [
    ...findInTracking(home),
    ...kinds.flatMap((kind) => recordKinds[kind].findings(home)),
    ...findWithoutPlan(home),
    ...findInClock(home),
  ];
}

async function repair(cli: Cli, found: readonly Finding[]) {
  const fixes = found.flatMap(({ fix }) => fix ?? []);
  let copy: string | null = null;
  if (fixes.some(({ changesDatabase }) => changesDatabase)) {
    const { db, paths } = await cli.home();
    copy = join(paths.root, 'sessions.db.before-fix');
    copyDatabase(db, copy);
  }
  for (const { run } of fixes) run();
  return { fixed: fixes.map(({ done }) => done), copy };
}

interface Outcome {
  left: readonly Finding[];
  fixed: readonly string[];
  copy: string | null;
}

function say(cli: Cli, { left, fixed, copy }: Outcome): void {
  if (copy !== null) cli.out.line(`Copied sessions.db to ${copy}.`);
  for (const done of fixed) cli.out.line(cli.out.paint('green', done));
  for (const { message, next } of left) {
    cli.out.line(cli.out.paint('yellow', message));
    if (next) cli.out.line(cli.out.paint('dim', `  ${next}`));
  }
  if (left.length === 0) cli.out.line('All is well.');
}

function problemsLeft(left: readonly Finding[]): SamediError {
  const fixable = left.filter(({ fix }) => fix).length;
  const rest = left.length - fixable;
  return new SamediError('problems_left', `${countText(left.length, 'problem')} found.`, {
    next:
      fixable === 0
        ? 'What to do about each is said above.'
        : `samedi check --fix repairs ${rest === 0 ? 'all of it' : `${fixable} of them`}, after a copy.`,
  });
}
