/** Sessions between the database's rows and the wire's fields. */
import { utcOffsetMinutes } from '../../../src/lib/time/days.ts';
import {
  readFirstVersionTime,
  readSessionTimes,
  writeTime,
} from '../../../src/lib/time/first-version-times.ts';
import type { SessionData } from '../../../src/lib/wire/records.ts';
import { put, type Rows, rows, value } from '../home/rows.ts';
import type { Row } from '../home/schema/table.ts';
import { sessionDays, sessions } from '../home/schema/tables.ts';
import { type Database, statement } from '../home/sqlite.ts';
import { offsetAt } from '../home/zone.ts';
import type { HomeSettings } from '../settings/settings.ts';
import { readList } from './first-version-texts.ts';

/** A session with its day, where that was made from this start_time; else there is none of it. */
export type SessionRow = Row<typeof sessions> &
  Nullable<Pick<Row<typeof sessionDays>, 'utc_offset_minutes' | 'day'>>;

type Nullable<T> = { [Name in keyof T]: T[Name] | null };

export interface Session extends SessionData {
  id: string;
}

/** Sessions (`s`) with their days (`d`); `where` says which. */
export function selectSessions(db: Database, where = ''): Rows<SessionRow> {
  return rows(
    db,
    `SELECT s.*, d.utc_offset_minutes, d.day FROM sessions s
     LEFT JOIN session_days d ON d.id = s.id AND d.start_time = s.start_time ${where}`,
  );
}

type DaySettings = Pick<HomeSettings, 'timeZone' | 'dayStartsAtMinutes'>;

/**
 * A session's fields. `offsetBefore` is that of the session before it in time, for one whose own times are all in UTC;
 * the config's time zone where that is null. Throws `invalid_record` where a time cannot be read.
 */
export function readSession(
  row: SessionRow,
  settings: DaySettings,
  offsetBefore: number | null = null,
): SessionData {
  const times = readSessionTimes(
    { ...row, end_time: row.end_time || null, created_at: row.created_at || null },
    (ms) => row.utc_offset_minutes ?? offsetBefore ?? utcOffsetMinutes(ms, settings.timeZone),
    settings.dayStartsAtMinutes,
  );
  const minutes = row.duration_minutes ?? minutesBetween(times.startedAt, times.endedAt);
  return {
    plan_id: row.plan_id,
    chunk_id: row.chunk_id || null,
    started_at: times.startedAt,
    ended_at: times.endedAt ?? (minutes === null ? null : times.startedAt + minutes * 60_000),
    minutes,
    utc_offset_minutes: row.utc_offset_minutes ?? times.utcOffsetMinutes,
    day: row.day ?? times.day,
    notes: row.notes,
    artifacts: readList(row.artifacts),
    cards_created: row.cards_created ?? 0,
    created_at: times.createdAt,
  };
}

/** Whole minutes, rounded down; null while there is no end. */
export function minutesBetween(startedAt: number, endedAt: number | null): number | null {
  return endedAt === null ? null : Math.max(0, Math.floor((endedAt - startedAt) / 60_000));
}

/** The offset that a session's own times tell; null where all are in UTC, or unreadable. */
export function ownOffset(row: SessionRow): number | null {
  for (const text of [row.start_time, row.end_time, row.created_at]) {
    const offset = text ? readFirstVersionTime(text).utcOffsetMinutes : null;
    if (offset !== null) return offset;
  }
  return null;
}

/**
 * Where clocks stood at a session's end: what its own time tells, where that is another than the start's; else what
 * they showed in the learner's zone, where the start is by its clocks, too.
 */
export function endOffset(
  db: Database,
  { id, started_at, ended_at, utc_offset_minutes }: Session,
  { timeZone }: Pick<HomeSettings, 'timeZone'>,
): number {
  if (ended_at === null) return utc_offset_minutes;
  const text = value<string>(db, 'SELECT end_time FROM sessions WHERE id = ?', id) ?? '';
  const own = text === '' ? null : readFirstVersionTime(text).utcOffsetMinutes;
  if (own !== null && own !== utc_offset_minutes) return own;
  const isHere = offsetAt(started_at, timeZone) === utc_offset_minutes;
  return isHere ? offsetAt(ended_at, timeZone) : utc_offset_minutes;
}

/**
 * Stores a session as the first version would, and its day beside it. `endsAt`: where clocks stood at its end, by
 * default as at its start.
 */
export function writeSession(
  db: Database,
  id: string,
  data: SessionData,
  endsAt = data.utc_offset_minutes,
): void {
  const time = (ms: number) => writeTime(ms, data.utc_offset_minutes);
  const startTime = time(data.started_at);
  put(db, sessions, {
    id,
    plan_id: data.plan_id,
    chunk_id: data.chunk_id,
    start_time: startTime,
    end_time: data.ended_at === null ? null : writeTime(data.ended_at, endsAt),
    duration_minutes: data.minutes,
    notes: data.notes,
    artifacts: JSON.stringify(data.artifacts),
    cards_created: data.cards_created,
    created_at: time(data.created_at),
  });
  writeSessionDay(db, id, startTime, data);
}

export function deleteSession(db: Database, id: string): void {
  statement(db, 'DELETE FROM sessions WHERE id = ?').run(id);
  statement(db, 'DELETE FROM session_days WHERE id = ?').run(id);
}

/** Keeps the day that a session has, whatever `learning.day_starts_at` says later. */
export function writeSessionDay(
  db: Database,
  id: string,
  startTime: string,
  { utc_offset_minutes, day }: Pick<SessionData, 'utc_offset_minutes' | 'day'>,
): void {
  put(db, sessionDays, { id, start_time: startTime, utc_offset_minutes, day });
}
