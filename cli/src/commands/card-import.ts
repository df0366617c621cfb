/** `samedi card import PLAN FILE` */
import type { Plan } from '../../../src/lib/plan/plan-file.ts';
import { countText } from '../../../src/lib/text/format.ts';
import { requireCardFormat } from '../arguments/card-format.ts';
import { columnsGiven } from '../arguments/columns.ts';
import { namingFile } from '../arguments/files.ts';
import { readText } from '../arguments/text-file.ts';
import { dayOfStart } from '../arguments/when.ts';
import { trackedChange } from '../home/tracking.ts';
import { findPlan } from '../plans/find.ts';
import { type Import, importOf, writeImport } from '../records/card-import.ts';
import type { Cli } from '../run/cli.ts';
import { requireWhole, sayRemarks } from '../terminal/remarks.ts';

interface Options {
  format?: string;
  columns?: string;
  skip?: boolean;
  update?: boolean;
  dryRun?: boolean;
}

export async function cardImport(
  cli: Cli,
  planText: string,
  file: string,
  options: Options,
): Promise<void> {
  const { skip = false, update = false, dryRun = false } = options;
  const home = await cli.home();
  const plan = findPlan(home, planText);
  const format = requireCardFormat(options.format, file);
  const columns = columnsGiven(options.columns, format);
  const deck = namingFile(file, () => format.parse(readText(file), { columns }));
  const now = cli.now();
  const { day } = dayOfStart(now, home.settings);
  const find = () => importOf(home, deck, { plan, now, day, update });
  const done = dryRun
    ? find()
    : trackedChange(home.db, now, () => {
        const found = find();
        if (skip || found.left.length === 0) writeImport(home, found);
        return found;
      });
  if (dryRun || skip || done.left.length === 0) say(cli, { plan, file, done, dryRun });
  if (!skip) requireWhole(file, done.left, done.added + done.changed + done.unchanged);
}

interface Said {
  plan: Plan;
  file: string;
  done: Import;
  dryRun: boolean;
}

function say({ out }: Cli, { plan, file, done, dryRun }: Said): void {
  const { added, changed, unchanged, left, noted } = done;
  if (out.json) {
    const left_out = left.map(({ line, text }) => ({ line, text }));
    const counts = { plan_id: plan.id, added, changed, unchanged };
    out.data({ ...counts, left_out, notes: noted, dry_run: dryRun });
    return;
  }
  sayRemarks(out, file, done);
  if (added + changed + unchanged + left.length === 0) {
    out.line(`There are no cards in ${file}.`);
    return;
  }
  const rest = [`${changed} changed`, `${unchanged} there already`];
  if (left.length > 0) rest.push(`${left.length} left out`);
  const cards = countText(added, 'card');
  const what = dryRun ? `Would add ${cards}` : `Added ${cards}`;
  out.line(`${what} to ${plan.title}; ${rest.join(', ')}.`);
}
