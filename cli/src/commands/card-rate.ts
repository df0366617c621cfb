/** `samedi card rate CARD RATING`: one review, as `samedi review` makes them, for scripts. */
import { SamediError } from '../../../src/lib/errors.ts';
import type { Rating } from '../../../src/lib/reviews/sm2.ts';
import { relativeDayText, withinSentence } from '../../../src/lib/text/format.ts';
import { dayOfStart, pastMoment } from '../arguments/when.ts';
import type { Home } from '../home/home.ts';
import { trackedChange } from '../home/tracking.ts';
import type { Card } from '../records/card-rows.ts';
import { findCard } from '../records/find-card.ts';
import { lastRatedAt, rate } from '../records/schedules.ts';
import type { Cli } from '../run/cli.ts';

export async function cardRate(
  cli: Cli,
  cardText: string,
  ratingText: string,
  { at }: { at?: string },
): Promise<void> {
  const rating = readRating(ratingText);
  const home = await cli.home();
  const now = cli.now();
  const reviewedAt = at === undefined ? now : pastMoment(at, now, home);
  const card = trackedChange(home.db, now, () => {
    const card = findCard(home.db, cardText);
    if (at !== undefined) requireLast(home, card, reviewedAt, at);
    return rate(home.db, home.settings, card, { rating, now: reviewedAt });
  });
  if (cli.out.json) return cli.out.data(card);
  const { day } = dayOfStart(now, home.settings);
  const next = withinSentence(relativeDayText(card.next_review, day));
  cli.out.line(`Rated ${rating}. Next review: ${next}.`);
}

/** A schedule goes on from the last review; one before it would be taken for one after it. */
function requireLast({ db, settings }: Home, card: Card, reviewedAt: number, at: string): void {
  const lastAt = lastRatedAt(db, card.id);
  // A card of the first version has a last day, and no log.
  const { day } = dayOfStart(reviewedAt, settings);
  const before = lastAt === null ? day < (card.last_review ?? '') : reviewedAt <= lastAt;
  if (!before) return;
  throw new SamediError('invalid_input', `${at} is before the last review of this card.`, {
    next: `Give a time after it: ${card.last_review}.`,
  });
}

function readRating(text: string): Rating {
  if (/^[1-4]$/.test(text)) return Number(text) as Rating;
  throw new SamediError('usage', `"${text}" is not a rating.`, {
    next: 'Use 1 (again), 2 (hard), 3 (good) or 4 (easy).',
  });
}
