/** The learner's week, and how far it is towards the goal. */
import { addDays, type Day, startOfWeek } from './days.ts';

/** The seven days of the week that holds `day`; weeks start on `weekStartsOn` (0 Sunday, 1 Monday, the default). */
export function weekOf(day: Day, weekStartsOn = 1): Day[] {
  const first = startOfWeek(day, weekStartsOn);
  return Array.from({ length: 7 }, (_, index) => addDays(first, index));
}

export interface WeekProgress {
  /** 0 to 100, whole; 100 only where the goal is reached. */
  percent: number;
  minutesLeft: number;
  reached: boolean;
}

/** This week's minutes against the goal; null where there is no goal. */
export function weekProgress(minutes: number, goalMinutes: number | null): WeekProgress | null {
  if (goalMinutes === null || goalMinutes <= 0) return null;
  const reached = minutes >= goalMinutes;
  return {
    percent: reached ? 100 : Math.floor((minutes * 100) / goalMinutes),
    minutesLeft: Math.max(goalMinutes - minutes, 0),
    reached,
  };
}
