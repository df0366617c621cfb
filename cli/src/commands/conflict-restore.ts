/** `samedi sync conflicts restore NAME`: the version that lost becomes a new edit, and wins. */
import { SamediError, UPGRADE } from '../../../src/lib/errors.ts';
import { CardData, PlanData, ReviewData, SessionData } from '../../../src/lib/wire/records.ts';
import { writeWhole } from '../home/files.ts';
import type { Home } from '../home/home.ts';
import { trackedChange, untrackedChange } from '../home/tracking.ts';
import { planPath } from '../plans/file.ts';
import { removePlanFile } from '../plans/remove.ts';
import { scanPlans } from '../plans/scan.ts';
import { writeCard } from '../records/card-rows.ts';
import { writeReview } from '../records/review-rows.ts';
import { reschedule } from '../records/schedules.ts';
import { writeSession } from '../records/session-rows.ts';
import type { Cli } from '../run/cli.ts';
import { dropConflict, type KeptConflict, requireConflict } from '../sync/conflicts/conflicts.ts';
import { titleOf } from '../sync/conflicts/texts.ts';

export async function conflictRestore(cli: Cli, name: string): Promise<void> {
  const home = await cli.home();
  const conflict = requireConflict(home.db, name);
  const title = titleOf(home, conflict);
  if (conflict.data === null)
    trackedChange(home.db, cli.now(), () => remove[conflict.kind](home, conflict.record_id));
  else restore(cli, home, conflict);
  untrackedChange(home.db, () => dropConflict(home.db, conflict.id));
  if (cli.out.json)
    return cli.out.data({ name: conflict.name, kind: conflict.kind, id: conflict.record_id });
  const done = conflict.data === null ? 'Deleted' : 'Put back';
  cli.out.line(`${done} ${conflict.kind.slice(0, -1)} ${title}. Send it with: samedi sync`);
}

function restore(cli: Cli, home: Home, { kind, record_id: id, data }: KeptConflict): void {
  if (kind === 'plans') {
    writeWhole(planPath(home, id), read(PlanData, data).content);
    const problem = scanPlans(home).find((one) => one.id === id);
    if (problem) throw problem.error;
    return;
  }
  trackedChange(home.db, cli.now(), () => {
    if (kind === 'sessions') writeSession(home.db, id, read(SessionData, data));
    else if (kind === 'reviews') writeReview(home.db, id, read(ReviewData, data));
    else writeCard(home.db, id, read(CardData, data));
    // The card may come back with a schedule from before its last reviews.
    if (kind === 'cards') reschedule(home.db, id);
    if (kind === 'reviews') reschedule(home.db, read(ReviewData, data).card_id);
  });
}

function read<T>(
  schema: { safeParse(value: unknown): { success: boolean; data?: T } },
  data: unknown,
): T {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data as T;
  throw new SamediError('invalid_record', 'The kept version cannot be read.', {
    next: UPGRADE,
  });
}

const remove: Record<KeptConflict['kind'], (home: Home, id: string) => void> = {
  plans: (home, id) => {
    home.db.prepare('DELETE FROM plans WHERE id = ?').run(id);
    removePlanFile(home, id);
  },
  sessions: (home, id) => {
    home.db.prepare('DELETE FROM sessions WHERE id = ?').run(id);
    home.db.prepare('DELETE FROM session_days WHERE id = ?').run(id);
  },
  reviews: (home, id) => {
    const row = home.db.prepare('DELETE FROM reviews WHERE id = ? RETURNING card_id').get(id);
    if (row) reschedule(home.db, String(row['card_id']));
  },
  cards: (home, id) => void home.db.prepare('DELETE FROM cards WHERE id = ?').run(id),
};
