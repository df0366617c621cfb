/** `samedi card add PLAN QUESTION ANSWER` */
import { randomUUID } from 'node:crypto';
import { plainCard } from '../../../src/lib/cards/card.ts';
import { dayOfStart } from '../arguments/when.ts';
import { trackedChange } from '../home/tracking.ts';
import { findChunk, findPlan } from '../plans/find.ts';
import { writeCard } from '../records/card-rows.ts';
import { cardDataOf } from '../records/card-texts.ts';
import type { Cli } from '../run/cli.ts';

export async function cardAdd(
  cli: Cli,
  planText: string,
  question: string,
  answer: string,
  { chunk, tag: tags = [] }: { chunk?: string; tag?: string[] },
): Promise<void> {
  const home = await cli.home();
  const now = cli.now();
  const plan = findPlan(home, planText);
  const source = chunk === undefined ? null : findChunk(plan, chunk).id;
  const { day } = dayOfStart(now, home.settings);
  const card = cardDataOf(plainCard({ question, answer, tags, source }), { plan, now, day });
  const id = randomUUID();
  trackedChange(home.db, now, () => writeCard(home.db, id, card));
  if (cli.out.json) return cli.out.data({ id, ...card });
  cli.out.line(`Added a card to ${plan.title}; it is due today.`);
}
