/**
 * What the database knows of a learner, as one JSON: totals and a few records, never the history. Times in Unix
 * milliseconds.
 */
import type { Day } from '../../time/days.ts';
import type { PlanStatus } from '../../wire/records.ts';
import type { YearTotals } from '../year-totals.ts';

export interface Totals {
  /** Finished sessions of all time, all plans together. */
  years: YearTotals[];
  /** Finished sessions of the last weeks: day, plan, minutes, how many. */
  days: [day: Day, planId: string, minutes: number, sessions: number][];
  /** Of all time. */
  plan_totals: [planId: string, minutes: number, sessions: number][];
  plans: PlanTotals[];
  /** Cards that come due, by day; all that are overdue may stand under one day. */
  due: [day: Day, cards: number][];
  cards: number;
  sessions: SessionTotals[];
}

export interface PlanTotals {
  id: string;
  title: string;
  status: PlanStatus;
  tags: string[];
  total_hours: number | null;
  chunks_total: number;
  chunks_completed: number;
  /** By the plan's own hours, and what to go on with; null or missing where nothing says so. */
  open_minutes?: number | null | undefined;
  completed_minutes?: number | null | undefined;
  next_chunk_id?: string | null | undefined;
  next_chunk_title?: string | null | undefined;
  created_at: number;
  last_session: [startedAt: number, utcOffsetMinutes: number, day: Day] | null;
}

export interface SessionTotals {
  id: string;
  plan_id: string;
  chunk_id: string | null;
  /** The end of the plan's text before the chunk's `{#id}`: its heading, if the plan has the chunk. */
  before_chunk: string | null;
  started_at: number;
  minutes: number | null;
  utc_offset_minutes: number;
  day: Day;
}
