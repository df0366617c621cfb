/** What is in a backup, for people. */
import { countText } from '../text/format.ts';
import type { BackupContents } from '../wire/backups.ts';
import { kindWords, toldKinds } from '../wire/kinds.ts';

/** `3 plans, 120 sessions, 900 cards, 1 review`; without what the backup does not count. */
export function contentsText(contents: BackupContents): string {
  return toldKinds
    .flatMap((kind) => {
      const count = contents[kind];
      return count === undefined ? [] : countText(count, kindWords[kind]);
    })
    .join(', ');
}
