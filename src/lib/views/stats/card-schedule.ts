/** Cards: how well they are known, and when they come back. */
import { addDays, type Day } from '../../time/days.ts';
import type { StatsTotals } from './totals.ts';

export interface CardSchedule {
  new: number;
  learning: number;
  mature: number;
  /** Due by now, overdue ones included. */
  due: number;
  /** The next days, today first, whose cards are all that are due by now. */
  days: { day: Day; cards: number }[];
}

/** Today is one of them. */
export const SCHEDULE_DAYS = 14;

/** Of all plans, or of one. */
export function cardSchedule(
  { card_counts, due }: Pick<StatsTotals, 'card_counts' | 'due'>,
  today: Day,
  planId?: string,
): CardSchedule {
  const counts = card_counts.filter(([id]) => planId === undefined || id === planId);
  const ofPlan = due.filter(([, id]) => planId === undefined || id === planId);
  const days = Array.from({ length: SCHEDULE_DAYS }, (_, at) => {
    const day = addDays(today, at);
    const those = ofPlan.filter(([each]) => each === day || (at === 0 && each < today));
    return { day, cards: those.reduce((sum, [, , cards]) => sum + cards, 0) };
  });
  const sum = (at: 1 | 2 | 3) => counts.reduce((all, count) => all + count[at], 0);
  return { new: sum(1), learning: sum(2), mature: sum(3), due: days[0]?.cards ?? 0, days };
}
