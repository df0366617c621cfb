/** `samedi stats [PLAN]`: the dashboard's numbers, of this home. */

import { SamediError } from '../../../src/lib/errors.ts';
import { type ReviewStats, reviewStats } from '../../../src/lib/reviews/stats.ts';
import { countText, minutesText, numberText } from '../../../src/lib/text/format.ts';
import { rangeExamples, readRange } from '../../../src/lib/time/range.ts';
import { type Today, todayFrom } from '../../../src/lib/views/dashboard/today.ts';
import { todayNumbers } from '../../../src/lib/views/dashboard/today-numbers.ts';
import { type Breakdown, breakdown } from '../../../src/lib/views/stats/breakdown.ts';
import { dayOfStart } from '../arguments/when.ts';
import { findPlanId } from '../plans/find.ts';
import { warnOfProblems } from '../plans/problems.ts';
import { scanPlans } from '../plans/scan.ts';
import { type HomeTotals, homeTotals } from '../records/totals.ts';
import type { Cli } from '../run/cli.ts';
import { columns } from '../terminal/table.ts';

export async function stats(
  cli: Cli,
  planText: string | undefined,
  { range: name = 'week' }: { range?: string },
): Promise<void> {
  const home = await cli.home();
  const { settings } = home;
  const { day } = dayOfStart(cli.now(), settings);
  const range = readRange(name, day, settings.weekStartsOn);
  if (!range) {
    throw new SamediError('invalid_input', `"${name}" is not a range of days.`, {
      next: `Write it like one of: ${rangeExamples}.`,
    });
  }
  const problems = scanPlans(home);
  const planId = planText === undefined ? undefined : findPlanId(home, planText, problems);
  warnOfProblems(cli.out, problems);
  const totals = homeTotals(home, problems, planId);
  const today = todayFrom(totals, day, settings.travelling);
  const inRange = breakdown(totals.plan_days, range, totals.plans);
  const reviews = reviewStats(totals.review_days, range);
  if (cli.out.json) return cli.out.data(asData(today, { ...inRange, reviews }));
  say(cli, today);
  cli.out.line();
  sayRange(cli, name, inRange, totals);
  sayReviews(cli, reviews);
}

function say(cli: Cli, { total, streaks, week, cards }: Today): void {
  const bold = (text: string) => cli.out.paint('bold', text);
  const goal = week.progress
    ? `, ${week.progress.percent} % of ${minutesText(week.goalMinutes ?? 0)}`
    : '';
  const rows = [
    ['Total', `${bold(minutesText(total.minutes))} in ${countText(total.sessions, 'session')}`],
    [
      'Streak',
      `${bold(countText(streaks.current, 'day'))}, the longest ${numberText(streaks.longest)}`,
    ],
    ['This week', `${bold(minutesText(week.minutes))}${goal}`],
    ['Cards', `${bold(numberText(cards.due))} due of ${numberText(cards.all)}`],
  ];
  for (const line of columns(rows)) cli.out.line(line);
}

function sayRange(cli: Cli, name: string, sum: Breakdown, { plans }: Pick<HomeTotals, 'plans'>) {
  const days = countText(sum.active_days, 'day');
  cli.out.line(
    `${cli.out.paint('dim', name)}: ${minutesText(sum.minutes)} in ${countText(sum.sessions, 'session')} on ${days}`,
  );
  const title = new Map(plans.map((plan) => [plan.id, plan.title]));
  const rows = sum.plans.map(({ id, minutes }) => [
    `  ${minutesText(minutes)}`,
    title.get(id) ?? id,
  ]);
  for (const line of columns(rows)) cli.out.line(line);
}

function sayReviews(cli: Cli, { total, retention }: ReviewStats): void {
  if (retention === null) return;
  const share = `${Math.round(retention * 100)} % remembered`;
  cli.out.line(`  ${countText(total, 'review')}, ${share}`);
}

function asData(today: Today, range: Breakdown & { reviews: ReviewStats }) {
  return {
    ...todayNumbers(today),
    plans: today.plans.map((plan) => ({
      id: plan.id,
      title: plan.title,
      status: plan.status,
      minutes: plan.minutes,
      planned_minutes: plan.plannedMinutes,
      chunks_total: plan.chunks.total,
      chunks_completed: plan.chunks.completed,
      weeks_left: plan.weeksLeft?.weeks ?? null,
    })),
    range,
  };
}
