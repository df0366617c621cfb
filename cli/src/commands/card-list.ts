/** `samedi card list [PLAN]` */
import { relativeDayText } from '../../../src/lib/text/format.ts';
import { countOf, dayOfStart } from '../arguments/when.ts';
import { findPlanId } from '../plans/find.ts';
import { scanPlans } from '../plans/scan.ts';
import { allCards } from '../records/card-deck.ts';
import type { Card } from '../records/card-rows.ts';
import type { Cli } from '../run/cli.ts';
import { columns, cut } from '../terminal/table.ts';

/** A question's columns, at most; its card shows all of it. */
const QUESTION = 60;

interface Options {
  tag?: string[];
  due?: boolean;
  limit?: string;
}

export async function cardList(
  cli: Cli,
  planText: string | undefined,
  { tag: tags = [], due = false, limit = '50' }: Options,
): Promise<void> {
  const home = await cli.home();
  const { day: today } = dayOfStart(cli.now(), home.settings);
  const planId = planText === undefined ? undefined : findPlanId(home, planText, scanPlans(home));
  const found = allCards(home, planId).filter(
    (card) =>
      (!due || card.next_review <= today) && tags.every((wanted) => card.tags.includes(wanted)),
  );
  const cards = found.slice(0, countOf(limit) || undefined);
  if (cli.out.json) return cli.out.data({ cards, total: found.length });
  if (found.length === 0) return cli.out.line('No cards.');
  const rows = cards.map((card) => cells(card, today));
  for (const line of columns(rows, cli.out.columns)) cli.out.line(line);
  if (cards.length < found.length) {
    cli.out.note(`${found.length - cards.length} more; --limit 0 shows all.`);
  }
}

function cells(card: Card, today: string): string[] {
  const due = card.next_review <= today ? 'due' : relativeDayText(card.next_review, today);
  return [
    card.id.slice(0, 8),
    due,
    card.plan_id,
    cut(card.question.replace(/\s+/g, ' ').trim(), QUESTION),
    card.tags.join(', '),
  ];
}
