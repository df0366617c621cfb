/** Statistics in words. */

import {
  dateText,
  dayAndMonthText,
  minutesText,
  monthText,
  weekdayText,
} from '../../text/format.ts';
import type { Day } from '../../time/days.ts';
import type { DayRange } from '../../time/range.ts';
import type { Grain } from './bars.ts';
import type { LengthClass } from './lengths.ts';

/** What a bar stands for: `Saturday 21 November 2026`, `16 to 22 November 2026`, `November 2026`. */
export function barText(bar: DayRange, grain: Grain): string {
  if (grain === 'month') return monthText(bar.from);
  return grain === 'week' ? rangeText(bar) : `${weekdayText(bar.from)} ${dateText(bar.from)}`;
}

/** Under a bar, short: `21 Nov`, and for months `Nov 2026`. */
export function tickText({ from }: Pick<DayRange, 'from'>, grain: Grain): string {
  if (grain !== 'month') return shortDayText(from);
  const [month = '', year] = monthText(from).split(' ');
  return `${month.slice(0, 3)} ${year}`;
}

/** `21 Nov`. */
export function shortDayText(day: Day): string {
  const [date, month = ''] = dayAndMonthText(day).split(' ');
  return `${date} ${month.slice(0, 3)}`;
}

/** Both days, saying nothing twice: `1 to 21 November 2026`, `30 November to 6 December 2026`. */
export function rangeText({ from, to }: DayRange): string {
  if (from === to) return dateText(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))} to ${dateText(to)}`;
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${sameYear ? dayAndMonthText(from) : dateText(from)} to ${dateText(to)}`;
}

/** `under 15 min`, `15 to 30 min`, `1 h to 1 h 30 min`, `3 h or longer`. */
export function lengthText({ from_minutes: from, to_minutes: to }: LengthClass): string {
  if (to === null) return `${minutesText(from)} or longer`;
  if (from === 0) return `under ${minutesText(to)}`;
  return to < 60 ? `${from} to ${minutesText(to)}` : `${minutesText(from)} to ${minutesText(to)}`;
}

/** `18:00`. */
export function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
