/** `samedi plan delete PLAN`: with its sessions and cards; the file goes to the trash folder. */
import { countText } from '../../../src/lib/format.ts';
import type { Cli } from '../cli.ts';
import { change } from '../home/state.ts';
import { findPlanId } from '../plans/find.ts';
import { removePlanFile } from '../plans/remove.ts';
import { scanPlans } from '../plans/scan.ts';

export async function planDelete(cli: Cli, planText: string): Promise<void> {
  const home = await cli.home();
  const { db } = home;
  const id = findPlanId(home, planText, scanPlans(home));
  const { sessions, cards } = change(db, cli.now(), () => {
    const sessions = db.prepare('DELETE FROM sessions WHERE plan_id = ?').run(id).changes;
    const cards = db.prepare('DELETE FROM cards WHERE plan_id = ?').run(id).changes;
    db.prepare('DELETE FROM plans WHERE id = ?').run(id);
    db.exec('DELETE FROM session_days WHERE id NOT IN (SELECT id FROM sessions)');
    removePlanFile(home, id);
    return { sessions: Number(sessions), cards: Number(cards) };
  });
  if (cli.out.json) return cli.out.data({ id, sessions, cards });
  cli.out.line(
    `Deleted plan ${id} with ${countText(sessions, 'session')} and ${countText(cards, 'card')}; its file is in ${home.paths.trash}.`,
  );
}
