/** Makes this home's record what another device's version says. */

import { isDeepStrictEqual } from 'node:util';
import type { Delta } from '../../../../src/lib/wire/deltas.ts';
import type { Kind } from '../../../../src/lib/wire/kinds.ts';
import type {
  CardData,
  PlanData,
  ReviewData,
  SessionData,
} from '../../../../src/lib/wire/records.ts';
import type { Home } from '../../home/home.ts';
import { select } from '../../home/rows.ts';
import { reviews } from '../../home/schema/tables.ts';
import { statement } from '../../home/sqlite.ts';
import { hashOf, hashOnDisk } from '../../plans/file.ts';
import { notePlanFile } from '../../plans/pending.ts';
import { knownFile, rememberBase, writePlanRow } from '../../plans/store.ts';
import { cardRow, readCard, writeCard } from '../../records/card-rows.ts';
import { readReview, writeReview } from '../../records/review-rows.ts';
import {
  readSession,
  selectSessions,
  writeSession,
  writeSessionDay,
} from '../../records/session-rows.ts';
import { pastText } from '../versions.ts';
import { noteCard, noteCardOf } from './reschedule.ts';

/**
 * Stores `delta` and its version. False where that has to wait: a plan's file was edited a moment ago, or cannot be
 * read, and is the learner's. Within the caller's transaction.
 */
export function takeDelta(home: Home, kind: Kind, delta: Delta): boolean {
  if (kind === 'plans' && fileIsOwn(home, delta)) return false;
  if (delta.action === 'delete') remove[kind](home, delta.id);
  else if (kind === 'plans') storePlan(home, delta, delta.data as PlanData);
  else store[kind](home, delta.id, delta.data as never);
  statement(
    home.db,
    `INSERT OR REPLACE INTO versions (kind, id, updated_at, device_id, dirty, deleted, version, past)
       VALUES (?, ?, ?, ?, 0, ?, ?, ?)`,
  ).run(
    kind,
    delta.id,
    delta.updated_at,
    delta.device ?? '',
    delta.action === 'delete' ? 1 : 0,
    delta.version,
    pastText(delta.past),
  );
  return true;
}

/** Whether the plan's file holds something that was neither read before nor is what arrives. */
function fileIsOwn(home: Home, delta: Delta): boolean {
  const onDisk = hashOnDisk(home, delta.id);
  if (onDisk === null || onDisk === knownFile(home.db, delta.id)?.hash) return false;
  return delta.action === 'delete' || onDisk !== hashOf((delta.data as PlanData).content);
}

function storePlan(home: Home, { id, updated_at, version }: Delta, data: PlanData): void {
  writePlanRow(home, id, data, updated_at);
  notePlanFile(home.db, id, data.content);
  rememberBase(home.db, id, version, data.content);
}

/** Rows of the first version stay as they are where they already say the same. */
function storeSession(home: Home, id: string, data: SessionData): void {
  const row = selectSessions(home.db, 'WHERE s.id = ?').get(id);
  const same = row && says(data, () => readSession({ ...row, ...dayOf(data) }, home.settings));
  if (same) writeSessionDay(home.db, id, row.start_time, data);
  else writeSession(home.db, id, data);
}

function dayOf({ utc_offset_minutes, day }: SessionData) {
  return { utc_offset_minutes, day };
}

function storeReview(home: Home, id: string, data: ReviewData): void {
  const row = select(home.db, reviews, 'WHERE id = ?').get(id);
  if (row && says(data, () => readReview(row))) return;
  writeReview(home.db, id, data);
  noteCard(home, data.card_id);
}

function storeCard(home: Home, id: string, data: CardData): void {
  noteCard(home, id);
  const row = cardRow(home.db, id);
  if (row && says(data, () => readCard(row))) return;
  writeCard(home.db, id, data);
}

function says(data: object, read: () => object): boolean {
  try {
    return isDeepStrictEqual(read(), data);
  } catch {
    return false; // A row that cannot be read is replaced by one that can.
  }
}

const store = { sessions: storeSession, reviews: storeReview, cards: storeCard };

const remove: Record<Kind, (home: Home, id: string) => void> = {
  plans: (home, id) => {
    notePlanFile(home.db, id, null);
    statement(home.db, 'DELETE FROM plans WHERE id = ?').run(id);
  },
  sessions: (home, id) => {
    statement(home.db, 'DELETE FROM sessions WHERE id = ?').run(id);
    statement(home.db, 'DELETE FROM session_days WHERE id = ?').run(id);
  },
  reviews: (home, id) => {
    noteCardOf(home, id);
    statement(home.db, 'DELETE FROM reviews WHERE id = ?').run(id);
  },
  cards: (home, id) => {
    statement(home.db, 'DELETE FROM cards WHERE id = ?').run(id);
  },
};
