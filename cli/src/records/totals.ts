/** A home's totals, in the shape in which the server keeps its own: what is made of them is the same code. */

import { planData } from '../../../src/lib/plan/plan-file.ts';
import type { ReviewDay } from '../../../src/lib/reviews/stats.ts';
import type { PlanTotals, Totals } from '../../../src/lib/views/dashboard/totals.ts';
import { type Stretches, stretchOf } from '../../../src/lib/views/stats/stretches.ts';
import type { PlanDay } from '../../../src/lib/views/stats/totals.ts';
import type { Home } from '../home/home.ts';
import { idsOf, rows } from '../home/rows.ts';
import { plans } from '../home/schema/tables.ts';
import { readPlanFile } from '../plans/file.ts';
import type { PlanProblem } from '../plans/scan.ts';
import { createdAt } from '../plans/store.ts';
import { allCards } from './card-deck.ts';
import { sessionHistory } from './session-history.ts';
import type { Session } from './session-rows.ts';

export interface HomeTotals extends Totals {
  /** Finished sessions of all time. */
  plan_days: PlanDay[];
  /** Reviews of all time. */
  review_days: ReviewDay[];
}

/** Of all plans, or of one. A plan in `problems` is left out of the list of plans; its sessions count. */
export function homeTotals(
  home: Home,
  problems: readonly PlanProblem[],
  planId?: string,
): HomeTotals {
  const sessions = sessionHistory(home, planId === undefined ? {} : { planId });
  const cards = allCards(home, planId);
  const due = Map.groupBy(cards, (card) => card.next_review);
  return {
    ...sumsOf(sessions),
    plans: readablePlans(home, problems, planId).map((id) => planTotals(home, id, sessions)),
    due: [...due].map(([day, those]) => [day, those.length]),
    cards: cards.length,
    sessions: [],
    review_days: reviewDays(home, planId),
  };
}

function reviewDays(home: Home, planId: string | null = null): ReviewDay[] {
  const perDay = `SELECT day, count(*) AS reviews, sum(rating >= 3) AS passed FROM reviews
    WHERE plan_id = coalesce(?, plan_id) GROUP BY day`;
  return rows<ReviewDay>(home.db, perDay).all(planId);
}

function sumsOf(
  sessions: readonly Session[],
): Pick<HomeTotals, 'years' | 'days' | 'plan_totals' | 'plan_days'> {
  const finished = sessions.filter((session) => session.minutes !== null);
  const sum = (those: readonly Session[]) =>
    [those.reduce((total, one) => total + (one.minutes ?? 0), 0), those.length] as const;
  const byYear = Map.groupBy(finished, (session) => session.day.slice(0, 4));
  const byDay = (those: readonly Session[]) => [...Map.groupBy(those, (one) => one.day)];
  const byPlan = [...Map.groupBy(finished, (session) => session.plan_id)];
  const planDays = byPlan.flatMap(([plan, those]) =>
    byDay(those).map(([day, ones]): PlanDay => [day, plan, ...sum(ones), stretchesOf(ones)]),
  );
  return {
    years: [...byYear].map(([year, those]) => ({
      year,
      days: Object.fromEntries(byDay(those).map(([day, ones]) => [day.slice(5), sum(ones)])),
    })),
    days: planDays.map(([day, plan, minutes, count]) => [day, plan, minutes, count]),
    plan_totals: byPlan.map(([plan, those]) => [plan, ...sum(those)]),
    plan_days: planDays,
  };
}

function stretchesOf(sessions: readonly Session[]): Stretches {
  const alike = Map.groupBy(sessions, (session) => stretchOf(session) ?? '');
  return Object.fromEntries([...alike].map(([stretch, those]) => [stretch, those.length]));
}

function readablePlans(home: Home, problems: readonly PlanProblem[], planId?: string): string[] {
  const unreadable = new Set(problems.map((problem) => problem.id));
  const ids = planId === undefined ? idsOf(home.db, plans) : [planId];
  return ids.filter((id) => !unreadable.has(id) && readPlanFile(home, id) !== null);
}

function planTotals(home: Home, id: string, newestFirst: readonly Session[]): PlanTotals {
  const data = planData(readPlanFile(home, id)?.content ?? '', createdAt(home.db, id, 0));
  const last = newestFirst.find((session) => session.plan_id === id);
  const { content: _, ...said } = data;
  return {
    ...{ id, ...said },
    last_session: last ? [last.started_at, last.utc_offset_minutes, last.day] : null,
  };
}
