/** A round of reviews as a state and what each key makes of it. Knows no terminal, no clock and no database. */

import type { Rating } from '../../../src/lib/reviews/sm2.ts';
import type { Day } from '../../../src/lib/time/days.ts';
import type { Card } from '../records/card-rows.ts';
import type { Key } from './keys.ts';

export interface Quiz {
  /** The learner's. */
  day: Day;
  /** The cards that are due, and the ratings of the first of them: so many were rated. */
  due: readonly Card[];
  ratings: readonly Rating[];
  /**
   * Those rated 1, which come once more at the end, as step 7 of SM-2 has it. That is practice: the first rating of the
   * day is the one that counts.
   */
  again: readonly Card[];
  practised: number;
  /** Whether the answer shows. */
  shown: boolean;
  /** Lines that the text is moved up by. */
  scrolled: number;
  left: boolean;
}

/** What a key asks for, besides another state: to store a rating. */
export interface Press {
  quiz: Quiz;
  rate?: { card: Card; rating: Rating };
}

export function newQuiz(due: readonly Card[], day: Day): Quiz {
  const nothingYet = { ratings: [], again: [], practised: 0, shown: false, scrolled: 0 };
  return { day, due, ...nothingYet, left: false };
}

/** The card that is asked now; null once the round is over. */
export function asked(quiz: Quiz): { card: Card; practice: boolean } | null {
  if (quiz.left) return null;
  const first = quiz.due[quiz.ratings.length];
  if (first) return { card: first, practice: false };
  const second = quiz.again[quiz.practised];
  return second ? { card: second, practice: true } : null;
}

export function isOver(quiz: Quiz): boolean {
  return asked(quiz) === null;
}

/** `furthest` is how many lines the text can be moved up by. A key that means nothing now changes nothing. */
export function press(quiz: Quiz, key: Key, furthest: number): Press {
  const now = asked(quiz);
  if (!now) return { quiz };
  if (key === 'leave') return { quiz: { ...quiz, left: true } };
  if (key === 'up') return { quiz: { ...quiz, scrolled: Math.max(0, quiz.scrolled - 1) } };
  if (key === 'down') return { quiz: { ...quiz, scrolled: Math.min(furthest, quiz.scrolled + 1) } };
  if (!quiz.shown) return { quiz: key === 'show' ? { ...quiz, shown: true } : quiz };
  const next = { ...quiz, shown: false, scrolled: 0 };
  if (now.practice) return { quiz: { ...next, practised: quiz.practised + 1 } };
  if (key === 'show') return { quiz };
  const rating = Number(key) as Rating;
  const again = rating === 1 ? [...quiz.again, now.card] : quiz.again;
  const ratings = [...quiz.ratings, rating];
  return { quiz: { ...next, ratings, again }, rate: { card: now.card, rating } };
}
