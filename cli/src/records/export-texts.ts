/** Everything in a home as one text, in each of the forms that `samedi export` has. */

import { CARDS_HEAD, CARDS_TAIL, printCard } from '../../../src/lib/export/cards.ts';
import { printCalendar } from '../../../src/lib/export/ical.ts';
import { printPlansHead, printPlanText } from '../../../src/lib/export/plans.ts';
import { printReport } from '../../../src/lib/export/report.ts';
import { parsePlan, planData } from '../../../src/lib/plan/plan-file.ts';
import { dayOfStart } from '../arguments/when.ts';
import type { Home } from '../home/home.ts';
import { idsOf } from '../home/rows.ts';
import { plans } from '../home/schema/tables.ts';
import { readPlanFile } from '../plans/file.ts';
import type { PlanProblem } from '../plans/scan.ts';
import { createdAt } from '../plans/store.ts';
import { allCards } from './card-deck.ts';
import { allReviews } from './review-rows.ts';
import { sessionHistory } from './session-history.ts';
import type { Session } from './session-rows.ts';

type Print = (home: Home, plans: readonly PlanText[]) => string;

const formats = {
  json: asJson,
  markdown: asMarkdown,
  ical: asCalendar,
  plans: asPlans,
  cards: asCards,
} as const satisfies Record<string, Print>;

export type ExportFormat = keyof typeof formats;

export const exportFormats = Object.keys(formats) as readonly ExportFormat[];

/** Without the plans in `problems`, whose files cannot be read. */
export function exportText(
  home: Home,
  format: ExportFormat,
  problems: readonly PlanProblem[],
): string {
  const unreadable = new Set(problems.map((problem) => problem.id));
  return formats[format](home, readablePlans(home, unreadable));
}

interface PlanText {
  id: string;
  content: string;
}

function readablePlans(home: Home, unreadable: ReadonlySet<string>): PlanText[] {
  return idsOf(home.db, plans)
    .filter((id) => !unreadable.has(id))
    .flatMap((id) => readPlanFile(home, id) ?? []);
}

function dataOf(home: Home, { id, content }: PlanText) {
  return planData(content, createdAt(home.db, id, 0));
}

/** All fields of all records, as they are synced. */
function asJson(home: Home, plans: readonly PlanText[]): string {
  const records = {
    exported_at: home.now(),
    plans: plans.map((plan) => ({ id: plan.id, ...dataOf(home, plan) })),
    sessions: sessionHistory(home),
    cards: allCards(home),
    reviews: allReviews(home.db),
  };
  return `${JSON.stringify(records, null, 2)}\n`;
}

function asMarkdown(home: Home, plans: readonly PlanText[]): string {
  const sessions = Map.groupBy(sessionHistory(home).reverse(), (session) => session.plan_id);
  const known = plans.map(({ id, content }) => {
    const { title, chunks } = parsePlan(content);
    return { title, chunks, sessions: sessions.get(id) ?? [] };
  });
  const ids = new Set(plans.map(({ id }) => id));
  const others = [...sessions].filter(([id]) => !ids.has(id));
  const deleted = others.map(([id, those]) => ({ title: id, chunks: [], sessions: those }));
  return printReport([...known, ...deleted], dayOfStart(home.now(), home.settings).day);
}

/** What runs has no end yet, and what took no minute is no event: both are left out. */
function asCalendar(home: Home, plans: readonly PlanText[]): string {
  const parsed = new Map(plans.map(({ id, content }) => [id, parsePlan(content)]));
  const titleOf = ({ plan_id, chunk_id }: Session) => {
    const plan = parsed.get(plan_id);
    const chunk = plan?.chunks.find((one) => one.id === chunk_id)?.title ?? chunk_id;
    return [plan?.title ?? plan_id, chunk].filter(Boolean).join(': ');
  };
  const events = sessionHistory(home).flatMap((session) => {
    const { id, started_at: start, ended_at: end, created_at: stamp } = session;
    if (end === null || session.minutes === 0) return [];
    const description = [session.notes, ...session.artifacts].filter(Boolean).join('\n') || null;
    return [{ id, start, end, title: titleOf(session), description, stamp }];
  });
  return printCalendar(events.reverse());
}

/** As the server's `plans-DATE.md`. */
function asPlans(home: Home, plans: readonly PlanText[]): string {
  const all = plans.map((plan) => dataOf(home, plan));
  return printPlansHead(all) + all.map(printPlanText).join('');
}

/** As the server's `cards-DATE.json`: in the order of the bytes of their ids, as SQLite compares them. */
function asCards(home: Home): string {
  const cards = allCards(home).sort((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
  return CARDS_HEAD + cards.map((card, at) => printCard(card, at === 0)).join('') + CARDS_TAIL;
}
