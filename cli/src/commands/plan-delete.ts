/** `samedi plan delete PLAN`: with its sessions and cards; all of it goes to the trash folder. */

import { SamediError } from '../../../src/lib/errors.ts';
import { countText, minutesText } from '../../../src/lib/text/format.ts';
import type { Home } from '../home/home.ts';
import { count } from '../home/rows.ts';
import { cards as cardRows, sessions as sessionRows } from '../home/schema/tables.ts';
import { trackedChange } from '../home/tracking.ts';
import { findPlanId } from '../plans/find.ts';
import { removePlanFile } from '../plans/remove.ts';
import { scanPlans } from '../plans/scan.ts';
import { keepPlan } from '../plans/trash.ts';
import { minutesOf } from '../records/plan-minutes.ts';
import type { Cli } from '../run/cli.ts';
import { agrees, canAsk } from '../terminal/ask.ts';

export async function planDelete(
  cli: Cli,
  planText: string,
  { yes = false }: { yes?: boolean },
): Promise<void> {
  const home = await cli.home();
  const { db } = home;
  const id = findPlanId(home, planText, scanPlans(home));
  if (!yes) await confirm(home, id);
  keepPlan(home, id);
  const { sessions, cards } = trackedChange(db, cli.now(), () => {
    const sessions = db.prepare('DELETE FROM sessions WHERE plan_id = ?').run(id).changes;
    const cards = db.prepare('DELETE FROM cards WHERE plan_id = ?').run(id).changes;
    db.prepare('DELETE FROM plans WHERE id = ?').run(id);
    db.exec('DELETE FROM session_days WHERE id NOT IN (SELECT id FROM sessions)');
    removePlanFile(home, id);
    return { sessions: Number(sessions), cards: Number(cards) };
  });
  if (cli.out.json) return cli.out.data({ id, sessions, cards });
  cli.out.line(
    `Deleted plan ${id} with ${countText(sessions, 'session')} and ${countText(cards, 'card')}. It comes back by: samedi plan restore ${id}`,
  );
}

/** Throws `usage` where nobody can be asked, and `invalid_input` unless the answer is yes. */
async function confirm({ db }: Home, id: string): Promise<void> {
  const sessions = count(db, sessionRows, 'WHERE plan_id = ?', id);
  const cards = count(db, cardRows, 'WHERE plan_id = ?', id);
  const what = [
    sessions > 0 && `${countText(sessions, 'session')} (${minutesText(minutesOf(db, id))})`,
    cards > 0 && countText(cards, 'card'),
  ].filter(Boolean);
  if (!canAsk()) throw nobodyThere(id, what);
  if (what.length === 0) return;
  const question = `Delete ${id} with ${what.join(' and ')}, on all devices?`;
  if (await agrees(question, false)) return;
  throw new SamediError('invalid_input', 'Nothing was deleted.', {
    next: `To keep it all and put it aside: samedi plan archive ${id}`,
  });
}

function nobodyThere(id: string, what: readonly (string | false)[]): SamediError {
  const all = [id, ...what].join(', ');
  return new SamediError(
    'usage',
    `This would delete ${all}, on all devices, and nobody can be asked.`,
    {
      next: `To delete all the same: samedi plan delete ${id} --yes`,
    },
  );
}
