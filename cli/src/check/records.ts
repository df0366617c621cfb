/** Plan files, and what belongs to plans. */

import { countText } from '../../../src/lib/text/format.ts';
import type { Home } from '../home/home.ts';
import { rows, select } from '../home/rows.ts';
import { cards } from '../home/schema/tables.ts';
import { scanPlans } from '../plans/scan.ts';
import { readCard } from '../records/card-rows.ts';
import { findingOf, problems } from './files.ts';
import { cropped, type Finding } from './finding.ts';

export function findInPlans(home: Home): Finding[] {
  return cropped(
    scanPlans(home).map(({ error }) => findingOf(error)),
    'plans',
  );
}

export function findInCards(home: Home): Finding[] {
  const found = select(home.db, cards)
    .all()
    .flatMap((row) =>
      problems(() => readCard(row)).map((one) => ({
        message: `Card ${row.id} cannot be read: ${one.message}`,
        next: `Run: samedi card delete ${row.id}, or put its row right in sessions.db.`,
      })),
    );
  return cropped(found, 'cards that cannot be read');
}

/** Sessions and cards of a plan that is neither here nor was deleted. */
export function findWithoutPlan({ db }: Home): Finding[] {
  const lost = rows<{ plan_id: string; sessions: number; cards: number }>(
    db,
    `SELECT plan_id, sum(kind = 'sessions') AS sessions, sum(kind = 'cards') AS cards
       FROM (SELECT plan_id, 'sessions' AS kind FROM sessions UNION ALL SELECT plan_id, 'cards' FROM cards)
       WHERE plan_id NOT IN (SELECT id FROM plans)
         AND plan_id NOT IN (SELECT id FROM versions WHERE kind = 'plans' AND deleted = 1)
       GROUP BY plan_id ORDER BY plan_id`,
  ).all();
  const found = lost.map(({ plan_id, sessions, cards }) => ({
    message: `${countText(sessions, 'session')} and ${countText(cards, 'card')} belong to plan ${plan_id}, which is not here.`,
    next: `Put its file back: samedi plan import ${plan_id}.md, or samedi sync, if another device has it.`,
  }));
  return cropped(found, 'plans that are not here');
}
