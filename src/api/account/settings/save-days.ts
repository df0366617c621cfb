/** How the learner's days and weeks are counted. What was changed last counts, here or in a home's config. */
import type { Settings } from '../../../lib/wire/settings.ts';
import type { DeviceContext } from '../../context.ts';
import { updateUser } from './update-user.ts';

export function saveDays(ctx: DeviceContext, settings: Settings): Promise<void> {
  return updateUser(ctx, {
    time_zone: settings.time_zone,
    week_starts_on: settings.week_starts_on,
    day_starts_at_minutes: settings.day_starts_at_minutes,
    weekly_goal_minutes: settings.weekly_goal_minutes,
  });
}
