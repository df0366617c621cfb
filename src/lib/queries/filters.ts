/** What can be asked of the reading API and of the pages that show the same. */
import { z } from 'zod';
import { rangeExamples, readRange } from '../time/range.ts';
import { grains } from '../views/stats/bars.ts';
import { PlanStatus } from '../wire/records.ts';
import { DayText, PlanId } from '../wire/values.ts';
import { SessionCursor } from './session-cursor.ts';

/** Of plans; both narrow. */
export const PlanFilter = z.object({
  status: PlanStatus.optional(),
  tag: z.string().max(200).optional(),
});
export type PlanFilter = z.infer<typeof PlanFilter>;

/** Of sessions, newest first. */
export const SessionFilter = z.object({
  plan: PlanId.optional(),
  /** Days of the learner's, both included. */
  from: DayText.optional(),
  to: DayText.optional(),
  before: SessionCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type SessionFilter = z.infer<typeof SessionFilter>;

const Year = z.string().regex(/^\d{4}$/, 'not a year');

/** Of days with learning; those of the past year where no year is given. */
export const DayFilter = z.object({ year: Year.optional() });
export type DayFilter = z.infer<typeof DayFilter>;

/** A range of days by its name; which days it names depends on the learner's day, but not whether it names any. */
const RangeName = z
  .string()
  .max(32)
  .refine(
    (text) => readRange(text, '2000-01-01', 1) !== null,
    `not a range of days: one of ${rangeExamples}`,
  );

/** Of statistics. */
export const StatsFilter = z.object({
  range: RangeName.default('12w'),
  plan: PlanId.optional(),
  /** What a bar stands for; what suits the range where not given. */
  by: z.enum(grains).optional(),
  /** Of the calendar; the past year where not given. */
  year: Year.optional(),
});
export type StatsFilter = z.infer<typeof StatsFilter>;

/** Of the API's numbers: those of a range come with the dashboard's where one is given. */
export const StatsQuery = z.object({ range: RangeName.optional(), plan: PlanId.optional() });
export type StatsQuery = z.infer<typeof StatsQuery>;

/** Of a plan's chunks: the number of the first to show, in the order of the file. */
export const ChunkFilter = z.object({
  chunks: z.coerce.number().int().min(1).max(1_000_000).optional(),
});

/** Of cards that are due. */
export const CardFilter = z.object({
  /** Due on this day, or before it; the learner's today where not given. */
  due: DayText.optional(),
  plan: PlanId.optional(),
  tag: z.string().max(200).optional(),
  /** Looks on after the card with this id. */
  after: z.string().max(200).optional(),
});
export type CardFilter = z.infer<typeof CardFilter>;

/**
 * The filter in a page's address, where a field left empty in a form, or one that a hand has mistyped, is as if it were
 * not there: a page then shows more, and no error.
 */
export function filterOf<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  query: URLSearchParams,
): z.output<z.ZodObject<Shape>> {
  const given = Object.entries(schema.shape).flatMap(([name, field]) => {
    const value = query.get(name);
    return value && z.safeParse(field, value).success ? [[name, value]] : [];
  });
  return schema.parse(Object.fromEntries(given));
}
