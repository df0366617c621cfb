/** Sessions during which the computer's clock was set: how long they took is not known. */
import { countText } from '../../../src/lib/text/format.ts';
import type { SessionData } from '../../../src/lib/wire/records.ts';
import { dayOfStart } from '../arguments/when.ts';
import type { Home } from '../home/home.ts';
import { writeSession } from './session-rows.ts';

const DAY_MS = 86_400_000;

/**
 * Milliseconds by which the clock was set while a session ran, as far as that is sure: none runs for a year, or ends a
 * day before it began. 0 where it is not.
 */
export function clockJump(startedAt: number, now: number): number {
  const passed = now - startedAt;
  return passed > 366 * DAY_MS || passed < -DAY_MS ? passed : 0;
}

/** A length that no clock could mean would be refused by the server for ever, so the session begins when it ends. */
export function begunNow(home: Home, id: string, session: SessionData, now: number): SessionData {
  const begun = { ...session, started_at: now, created_at: now, ...dayOfStart(now, home.settings) };
  writeSession(home.db, id, begun);
  return begun;
}

export function jumpText(jumpedMs: number, id: string): string {
  const days = countText(Math.round(Math.abs(jumpedMs) / DAY_MS), 'day');
  const how = `The clock of this computer was set ${jumpedMs > 0 ? 'forward' : 'back'} by ${days} meanwhile`;
  return `${how}, so how long it took is not known. It is kept with 0 minutes: samedi session edit ${id.slice(0, 8)} --for TIME`;
}
