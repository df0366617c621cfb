/** What is in a backup, for people. */
import { countText } from '../text/format.ts';
import type { BackupContents } from '../wire/backups.ts';

/** `3 plans, 120 sessions, 900 cards, 1 review`. */
export function contentsText({ plans, sessions, cards, reviews }: BackupContents): string {
  const counts = { plan: plans, session: sessions, card: cards, review: reviews };
  return Object.entries(counts)
    .map(([what, count]) => countText(count, what))
    .join(', ');
}
