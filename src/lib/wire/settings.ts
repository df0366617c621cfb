import { z } from 'zod';
import { TimeZone } from './values.ts';

/** What the learner's config says about days and weeks; sent when it changed, so that pages count as the CLI does. */
export const Settings = z.object({
  time_zone: TimeZone,
  /** 0 Sunday to 6 Saturday. */
  week_starts_on: z.int().min(0).max(6),
  /** Minutes after midnight. */
  day_starts_at_minutes: z.int().min(0).max(1_439),
  weekly_goal_minutes: z.int().min(0).max(10_080).nullable(),
});
export type Settings = z.infer<typeof Settings>;
