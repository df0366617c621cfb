/** `samedi card export PLAN` */
import { cardFormats } from '../../../src/lib/cards/formats.ts';
import { countText } from '../../../src/lib/text/format.ts';
import { cardFormat } from '../arguments/card-format.ts';
import { writeResult } from '../arguments/files.ts';
import { findPlan } from '../plans/find.ts';
import { allCards } from '../records/card-deck.ts';
import { cardTextOf } from '../records/card-texts.ts';
import type { Cli } from '../run/cli.ts';

export async function cardExport(
  cli: Cli,
  planText: string,
  { format, out: file }: { format?: string; out?: string },
): Promise<void> {
  const home = await cli.home();
  const plan = findPlan(home, planText);
  const { print } = cardFormat(format, file) ?? cardFormats.markdown;
  const cards = allCards(home, plan.id).sort(
    (a, b) => a.created_at - b.created_at || (a.id < b.id ? -1 : 1),
  );
  const text = print(
    cards.map((card) => cardTextOf(plan, card)),
    plan.title,
  );
  if (file !== undefined) writeResult(file, text);
  if (cli.out.json) return cli.out.data({ plan_id: plan.id, cards, file: file ?? null });
  if (file === undefined) return cli.out.raw(text);
  cli.out.line(`Wrote ${countText(cards.length, 'card')} into ${file}.`);
}
