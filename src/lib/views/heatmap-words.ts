/** A heatmap in words. */

import { countText, dayAndMonthText, minutesText, weekdayText } from '../text/format.ts';
import type { Day } from '../time/days.ts';
import type { Heatmap, Level } from './heatmap.ts';
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

/** What the levels that show mean: `nothing`, `under 15 min`, `from 15 min`, `from 30 min`, `from 1 h`. */
export function legendOf(
  { limits, levels }: Pick<Heatmap, 'limits' | 'levels'>,
  textOf: (amount: number) => string,
): { level: Level; text: string }[] {
  const [low, middle, high] = limits;
  const texts: Record<Level, string> = {
    0: 'nothing',
    1: `under ${textOf(low)}`,
    2: `from ${textOf(low)}`,
    3: `from ${textOf(middle)}`,
    4: `from ${textOf(high)}`,
  };
  return ([0, ...levels] as const).map((level) => ({ level, text: texts[level] }));
}
