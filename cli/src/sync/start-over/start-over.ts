/** What a home offers and fetches anew, because the server has another history or holds something else. */
import type { Home } from '../../home/home.ts';
import { serverHistory, setState, told } from '../../home/sync-state.ts';
import { untrackedChange } from '../../home/tracking.ts';

/** Everything here is offered, and everything there fetched. What both sides hold alike changes nothing. */
export function startOver(home: Pick<Home, 'db'>): void {
  untrackedChange(home.db, () => offerEverything(home));
}

/** As `startOver`, within the caller's transaction. */
export function offerEverything({ db }: Pick<Home, 'db'>): void {
  setState(db, serverHistory.epoch, null);
  setState(db, serverHistory.known, null);
  setState(db, serverHistory.cursor, 0);
  setState(db, told.conflictsUpTo, '');
  setState(db, told.settings, null);
  db.exec('UPDATE versions SET dirty = 1 WHERE dirty = 0');
}

/** Offers every record once more, to a server that should know them all. */
export function offerAgain({ db }: Home): void {
  untrackedChange(db, () => db.exec('UPDATE versions SET dirty = 1 WHERE dirty = 0'));
}
