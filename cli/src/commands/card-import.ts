/** `samedi card import PLAN FILE` */
import { countText } from '../../../src/lib/text/format.ts';
import { requireCardFormat } from '../arguments/card-format.ts';
import { namingFile, readSource } from '../arguments/files.ts';
import { dayOfStart } from '../arguments/when.ts';
import { trackedChange } from '../home/tracking.ts';
import { decode } from '../plans/file.ts';
import { findPlan } from '../plans/find.ts';
import { importCards } from '../records/card-import.ts';
import type { Cli } from '../run/cli.ts';

export async function cardImport(
  cli: Cli,
  planText: string,
  file: string,
  { format }: { format?: string },
): Promise<void> {
  const home = await cli.home();
  const plan = findPlan(home, planText);
  const { parse } = requireCardFormat(format, file);
  const bytes = readSource(file);
  const cards = namingFile(file, () => parse(decode(bytes)));
  const now = cli.now();
  const { day } = dayOfStart(now, home.settings);
  const done = trackedChange(home.db, now, () =>
    namingFile(file, () => importCards(home, plan, cards, { now, day })),
  );
  if (cli.out.json) return cli.out.data({ plan_id: plan.id, ...done });
  if (cards.length === 0) return cli.out.line(`There are no cards in ${file}.`);
  const rest = `${done.changed} changed, ${done.unchanged} there already`;
  cli.out.line(`Added ${countText(done.added, 'card')} to ${plan.title}; ${rest}.`);
}
