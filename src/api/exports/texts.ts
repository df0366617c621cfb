/** The files of an export as they grow. Each also says how many records are in it. */
import { CARDS_HEAD, CARDS_TAIL, printCard } from '../../lib/export/cards.ts';
import type { ExportKind } from '../../lib/export/names.ts';
import { type PlanEntry, printPlansHead, printPlanText } from '../../lib/export/plans.ts';
import type { CardData, PlanData } from '../../lib/wire/records.ts';
import type { DeviceContext } from '../context.ts';
import { statement } from '../db/batch.ts';
import { readOwned } from '../db/owned.ts';
import { columns, computed, sql } from '../db/rows.ts';
import { recordPages } from './pages.ts';

/** Parts of a text; what is returned at the end is the number of records. */
export type Text = AsyncGenerator<string, number>;

export const exportTexts: Readonly<Record<ExportKind, (ctx: DeviceContext) => Text>> = {
  async *plans(ctx) {
    yield printPlansHead(await planEntries(ctx));
    let count = 0;
    for await (const page of recordPages<PlanData>(ctx, 'plans')) {
      for (const { data } of page) yield printPlanText(data);
      count += page.length;
    }
    return count;
  },
  async *cards(ctx) {
    yield CARDS_HEAD;
    let count = 0;
    for await (const page of recordPages<CardData>(ctx, 'cards')) {
      yield page.map(({ id, data }, at) => printCard({ id, ...data }, count + at === 0)).join('');
      count += page.length;
    }
    yield CARDS_TAIL;
    return count;
  },
};

async function planEntries(ctx: DeviceContext): Promise<PlanEntry[]> {
  const { rows } = await readOwned(
    ctx,
    statement(
      ctx.db,
      sql`SELECT ${columns('plans', 'title!')}, ${computed<Omit<PlanEntry, 'title'>>(
        "status, data->>'$.chunks_total' AS chunks_total, data->>'$.chunks_completed' AS chunks_completed",
      )}
       FROM plans WHERE user_id = ?1 AND data IS NOT NULL ORDER BY id`,
      ctx.identity.userId,
    ),
  );
  return rows;
}
