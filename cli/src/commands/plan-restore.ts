/**
 * `samedi plan restore PLAN`: a file that is gone, as it was when last synced; or a deleted plan, with all that was
 * deleted with it.
 */
import { SamediError } from '../../../src/lib/errors.ts';
import { countText } from '../../../src/lib/text/format.ts';
import { pick } from '../arguments/pick.ts';
import { writeWhole } from '../home/files.ts';
import type { Home } from '../home/home.ts';
import { recordKinds, type rowKinds } from '../kinds/kinds.ts';
import { hashOnDisk, planPath } from '../plans/file.ts';
import { findPlanId } from '../plans/find.ts';
import { scanPlans } from '../plans/scan.ts';
import { planBases } from '../plans/store.ts';
import { type Deleted, idsInTrash, lastDeleted } from '../plans/trash.ts';
import type { Cli } from '../run/cli.ts';

export async function planRestore(cli: Cli, planText: string): Promise<void> {
  const home = await cli.home();
  const problems = scanPlans(home);
  const deleted = pick(planText, idsInTrash(home));
  const gone = problems.some(({ id }) => id === planText);
  const id = deleted !== null && !gone ? deleted : findPlanId(home, planText, problems);
  if (hashOnDisk(home, id) !== null) throw isThere(id);
  const kept = lastDeleted(home, id);
  const content = planBases(home.db, id)[0]?.data.content ?? kept?.content;
  if (content == null) throw nothingKept(home, id);
  writeWhole(planPath(home, id), kept?.content ?? content);
  scanPlans(home);
  const restored = kept ? putBack(home, kept) : { sessions: 0, cards: 0 };
  if (cli.out.json) return cli.out.data({ id, ...restored });
  cli.out.line(said(id, kept, restored));
}

interface Restored {
  sessions: number;
  cards: number;
}

/** Those that are not there; each is an edit like any other. Cut in between, the same command goes on. */
function putBack(home: Home, kept: Deleted): Restored {
  const counts = { sessions: 0, cards: 0, reviews: 0 };
  for (const kind of [
    'cards',
    'reviews',
    'sessions',
  ] as const satisfies (typeof rowKinds)[number][]) {
    for (const { id, data } of kept[kind]) {
      if (recordKinds[kind].read(home, id)) continue;
      recordKinds[kind].edit(home, id, data);
      counts[kind] += 1;
    }
  }
  return { sessions: counts.sessions, cards: counts.cards };
}

function said(id: string, kept: Deleted | null, { sessions, cards }: Restored): string {
  if (!kept) return `Restored plans/${id}.md as it was when last synced.`;
  return `Restored plan ${id} with ${countText(sessions, 'session')} and ${countText(cards, 'card')}.`;
}

function isThere(id: string): SamediError {
  return new SamediError('already_exists', `plans/${id}.md is there.`, {
    next: 'Move it away first, if another version is to take its place.',
  });
}

function nothingKept(home: Home, id: string): SamediError {
  return new SamediError('not_found', `No copy of plan ${id} is kept here.`, {
    next: `Bring it back from a backup (samedi backup list), or put a copy at ${planPath(home, id)}.`,
  });
}
