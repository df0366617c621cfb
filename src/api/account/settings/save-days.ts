/** How the learner's days and weeks are counted. What was changed last counts, here or in a home's config. */
import type { Settings } from '../../../lib/wire/settings.ts';
import type { DeviceContext } from '../../context.ts';
import { updateUser } from './update-user.ts';

export function saveDays(ctx: DeviceContext, settings: Settings): Promise<void> {
  return updateUser(
    ctx,
    'time_zone = ?3, week_starts_on = ?4, day_starts_at_minutes = ?5, weekly_goal_minutes = ?6',
    [
      settings.time_zone,
      settings.week_starts_on,
      settings.day_starts_at_minutes,
      settings.weekly_goal_minutes,
    ],
  );
}
