/** `samedi card rate CARD RATING`: one review, as `samedi review` makes them, for scripts. */
import { SamediError } from '../../../src/lib/errors.ts';
import { relativeDayText } from '../../../src/lib/format.ts';
import type { Rating } from '../../../src/lib/sm2.ts';
import type { Cli } from '../cli.ts';
import { change } from '../home/state.ts';
import { findCard } from '../records/cards.ts';
import { rate } from '../records/reviews.ts';
import { dayOfStart } from '../when.ts';

export async function cardRate(cli: Cli, cardText: string, ratingText: string): Promise<void> {
  const rating = readRating(ratingText);
  const home = await cli.home();
  const now = cli.now();
  const card = change(home.db, now, () =>
    rate(home.db, home.settings, findCard(home.db, cardText), { rating, now }),
  );
  if (cli.out.json) return cli.out.data(card);
  const { day } = dayOfStart(now, home.settings);
  cli.out.line(`Rated ${rating}. Next review: ${relativeDayText(card.next_review, day)}.`);
}

function readRating(text: string): Rating {
  if (/^[1-4]$/.test(text)) return Number(text) as Rating;
  throw new SamediError('usage', `"${text}" is not a rating.`, {
    next: 'Use 1 (again), 2 (hard), 3 (good) or 4 (easy).',
  });
}
