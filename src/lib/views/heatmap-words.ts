/** A heatmap in words. */

import { countText, dayAndMonthText, minutesText, weekdayText } from '../text/format.ts';
import type { Day } from '../time/days.ts';
import type { Level, Limits } from './heatmap.ts';
import type { DayTotal } from './year-totals.ts';

/** `Tuesday 3 November: 45 min, 2 sessions`. */
export function learningText(day: Day, total: DayTotal | null): string {
  return `${weekdayText(day)} ${dayAndMonthText(day)}: ${totalText(total)}`;
}

/** `45 min, 2 sessions`. */
function totalText(total: DayTotal | null): string {
  if (total === null) return 'nothing';
  return `${minutesText(total.minutes)}, ${countText(total.sessions, 'session')}`;
}

/**
 * What the levels mean: `nothing`, `under 15 min`, `about 25 min`, `about 45 min`, `1 h or more`. One that no day can
 * have is left out.
 */
export function legendOf(
  limits: Limits,
  step: number,
  textOf: (amount: number) => string,
): { level: Level; text: string }[] {
  const [low, middle, high] = limits;
  const about = (from: number, to: number) =>
    `about ${textOf(Math.max(Math.round((from + to) / 2 / step), 1) * step)}`;
  return [
    { level: 0, text: 'nothing' },
    { level: 1, text: `under ${textOf(low)}` },
    ...(middle > low ? [{ level: 2 as const, text: about(low, middle) }] : []),
    ...(high > middle ? [{ level: 3 as const, text: about(middle, high) }] : []),
    { level: 4, text: `${textOf(high)} or more` },
  ];
}
