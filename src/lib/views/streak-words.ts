/** Days in a row, kindly: what still counts, and never what was lost. */
import { countText, timeOfDayText } from '../text/format.ts';
import type { Streaks } from './streaks.ts';

export interface StreakWords {
  /** `12 days`, or a phrase of one piece where no run is alive. */
  figure: string;
  /** What follows the figure in the same sentence. */
  text: string;
  /** Null where nothing has to be done. */
  next: string | null;
}

/** `dayEndsAtMinutes`: when the learner's next day begins, in minutes after midnight. */
export function streakWords(
  { current, longest, activeToday }: Streaks,
  dayEndsAtMinutes: number,
): StreakWords {
  if (longest === 0)
    return { figure: 'A\u00a0first\u00a0run', text: 'begins with a session today.', next: null };
  if (current === 0) {
    const text = `begins with a session today. The longest was ${countText(longest, 'day')}.`;
    return { figure: 'A\u00a0new\u00a0run', text, next: null };
  }
  const end = dayEndsAtMinutes === 0 ? 'midnight' : timeOfDayText(dayEndsAtMinutes * 60_000, 0);
  return {
    figure: countText(current, 'day'),
    text: `in a row. ${current < longest ? `The longest was ${longest}.` : 'The longest so far.'}`,
    next: activeToday ? null : `Today still counts until ${end}.`,
  };
}
