/** What a record of each kind holds, all fields always; `recordSchemas` at the end is what the rest follows from. */
import { z } from 'zod';
import { limits } from '../limits.ts';
import { planStatuses } from '../plan/plan.ts';
import { scheduleBounds } from '../reviews/sm2.ts';
import type { Kind } from './kinds.ts';
import { DayText, Moment, PlanId, RecordId } from './values.ts';

const ChunkId = z.string().min(1).max(200).nullable();
const Tags = z.array(z.string().max(200)).max(200);

export const PlanStatus = z.enum(planStatuses);
export type PlanStatus = z.infer<typeof PlanStatus>;

/**
 * A plan: the file's text, and what the device read out of it, so that the server never parses a plan to draw a list.
 */
export const PlanData = z.object({
  title: z.string().min(1).max(1_000),
  status: PlanStatus,
  tags: Tags,
  total_hours: z.number().min(0).max(1_000_000).nullable(),
  created_at: Moment,
  /** Chunks that count: all but the skipped ones. */
  chunks_total: z.int().min(0).max(100_000),
  chunks_completed: z.int().min(0).max(100_000),
  /**
   * Minutes that the plan gives to the chunks that are open, and to those that are completed; null where no chunk says
   * how long it takes. These four are missing from plans that were written before they were read.
   */
  open_minutes: z.number().min(0).max(1e9).nullable().optional(),
  completed_minutes: z.number().min(0).max(1e9).nullable().optional(),
  /** The chunk to go on with; null where none is open. */
  next_chunk_id: z.string().max(1_000).nullable().optional(),
  next_chunk_title: z.string().max(10_000).nullable().optional(),
  /** The file, byte for byte. */
  content: z.string().max(limits.planBytes),
});
export type PlanData = z.infer<typeof PlanData>;

export const SessionData = z.object({
  plan_id: PlanId,
  chunk_id: ChunkId,
  started_at: Moment,
  /** Null while it runs. */
  ended_at: Moment.nullable(),
  /** Minutes; null while it runs. */
  minutes: z.int().min(0).max(10_000_000).nullable(),
  /** What clocks showed where the learner was: minutes east of Greenwich, at the start. */
  utc_offset_minutes: z.int().min(-1_440).max(1_440),
  day: DayText,
  notes: z.string().max(65_536).nullable(),
  artifacts: z.array(z.string().max(4_096)).max(200),
  cards_created: z.int().min(0).max(1_000_000),
  created_at: Moment,
});
export type SessionData = z.infer<typeof SessionData>;

/** The part of a card that follows from its reviews. */
const schedule = {
  ease_factor: z.number().min(0).max(scheduleBounds.ease_factor),
  interval_days: z.int().min(0).max(scheduleBounds.interval_days),
  repetitions: z.int().min(0).max(scheduleBounds.repetitions),
  next_review: DayText,
  last_review: DayText.nullable(),
};

export const CardData = z.object({
  plan_id: PlanId,
  chunk_id: ChunkId,
  question: z.string().max(65_536),
  answer: z.string().max(65_536),
  tags: Tags,
  created_at: Moment,
  ...schedule,
});
export type CardData = z.infer<typeof CardData>;

/** One rating of one card: never changed, and deleted only with its card. */
export const ReviewData = z.object({
  card_id: RecordId,
  plan_id: PlanId,
  /** 1 again, 2 hard, 3 good, 4 easy. */
  rating: z.literal([1, 2, 3, 4]),
  /** Later than every review of the card that the device knew, whatever its clock says. */
  reviewed_at: Moment,
  /** What clocks showed where the learner was: minutes east of Greenwich. */
  utc_offset_minutes: z.int().min(-1_440).max(1_440),
  day: DayText,
  /** The card's schedule as the device knew it: in the first review of a card, what its log starts from. */
  before: z.object(schedule),
});
export type ReviewData = z.infer<typeof ReviewData>;

/** A new kind is a name and a word in `kinds.ts`, its data here, and a table on either side. */
export const recordSchemas = {
  plans: { id: PlanId, data: PlanData },
  sessions: { id: RecordId, data: SessionData },
  reviews: { id: RecordId, data: ReviewData },
  cards: { id: RecordId, data: CardData },
} as const satisfies Record<Kind, { id: z.ZodType<string>; data: z.ZodType<object> }>;
