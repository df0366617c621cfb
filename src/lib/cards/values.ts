/** A card's times and numbers, as its file writes them. */

import { type Schedule, START_EASE } from '../reviews/sm2.ts';
import { isDay } from '../time/days.ts';
import { readFirstVersionTime } from '../time/first-version-times.ts';
import { invalidCards } from './card.ts';

/** The fields of a schedule, as texts; empty or missing where the file does not say. */
export interface ScheduleTexts {
  ease?: string | undefined;
  interval?: string | undefined;
  repetitions?: string | undefined;
  nextReview?: string | undefined;
  lastReview?: string | undefined;
}

export function timeText(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** Unix milliseconds; null for an empty text. Throws `cards_file_invalid`. */
export function readTime(text: string, line: number): number | null {
  if (text === '') return null;
  try {
    return readFirstVersionTime(text.replace('T', ' ')).ms;
  } catch {
    throw invalidCards(line, `"${text}" is not a time.`, 'Write it like 2026-01-27T18:40:00Z.');
  }
}

export function scheduleTexts(schedule: Schedule): Required<ScheduleTexts> {
  return {
    ease: String(schedule.ease_factor),
    interval: String(schedule.interval_days),
    repetitions: String(schedule.repetitions),
    nextReview: schedule.next_review,
    lastReview: schedule.last_review ?? '',
  };
}

/** Null where all are empty. Throws `cards_file_invalid` on what is no schedule, and on one that does not say when. */
export function readSchedule(texts: ScheduleTexts, line: number): Schedule | null {
  if (Object.values(texts).every((text) => !text)) return null;
  const next_review = readDate(texts.nextReview ?? '', line);
  if (next_review === null) {
    throw invalidCards(line, 'a schedule without its next review.', 'Add the day of it.');
  }
  return {
    ease_factor: readNumber(texts.ease, START_EASE, 100, line),
    interval_days: readWhole(texts.interval?.replace(/days?$/, '').trimEnd(), 1, line),
    repetitions: readWhole(texts.repetitions, 0, line),
    next_review,
    last_review: readDate(texts.lastReview ?? '', line),
  };
}

function readDate(text: string, line: number): string | null {
  if (text === '') return null;
  const day = text.slice(0, 10);
  if (isDay(day)) return day;
  throw invalidCards(line, `"${text}" is not a date.`, 'Write it like 2026-01-27.');
}

function readWhole(text: string | undefined, otherwise: number, line: number): number {
  const number = readNumber(text, otherwise, 1_000_000, line);
  if (Number.isInteger(number)) return number;
  throw invalidCards(line, `"${text}" is not a whole number.`, 'Write it like 6.');
}

function readNumber(
  text: string | undefined,
  otherwise: number,
  most: number,
  line: number,
): number {
  if (!text) return otherwise;
  const number = /^[\d.]+(?:e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (number >= 0 && number <= most) return number;
  throw invalidCards(line, `"${text}" is not a number from 0 to ${most}.`, 'Correct it.');
}
