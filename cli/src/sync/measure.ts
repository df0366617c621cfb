/** How far a run of rounds has come, and whether it ever comes to an end. */

import type { SyncResponse } from '../../../src/lib/wire/sync.ts';
import { answerInvalid } from '../client/answers.ts';
import type { Auth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import { cursorOf } from '../home/sync-state.ts';
import type { Page } from './page.ts';
import { changesWaiting } from './status.ts';

/**
 * How much of a run is done, 0 to 1: of what waited here when it began, and of the way from its
 * cursor to the head, on which what this run sent lies as well, and counts once.
 */
export function measure({ db }: Home): (pushed: number, answer: SyncResponse) => number {
  const from = cursorOf(db);
  const waiting = changesWaiting(db);
  return (pushed, { cursor, head }) => {
    const all = waiting + Math.max(head - from - pushed, 0);
    return all === 0 ? 1 : Math.min(Math.max(pushed, cursor - from) / all, 1);
  };
}

const RESTARTS = 3;
const IDLE_ROUNDS = 3;

/** Throws `server_answer_invalid` at a server with which a run would never end. */
export function patienceWith({ db }: Home, { endpoint }: Auth) {
  let restarts = 0;
  let idle = 0;
  return {
    startsOver: () => {
      restarts += 1;
      if (restarts > RESTARTS) throw answerInvalid(endpoint, 'it starts over again and again');
    },
    /** To be told before the answer is taken in. */
    answers: (page: Page, { cursor, more }: SyncResponse) => {
      idle = page.sent.length === 0 && cursor <= cursorOf(db) ? idle + 1 : 0;
      if (more && idle > IDLE_ROUNDS) throw answerInvalid(endpoint, 'it never comes to an end');
    },
  };
}
