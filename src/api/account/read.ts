/** GET /api/account: who this is, and what pages count by. */
import type { AccountAnswer } from '../../lib/wire/account.ts';
import type { DeviceContext } from '../context.ts';
import { requireSignedIn } from '../db/owned.ts';

export async function readAccount(ctx: DeviceContext): Promise<AccountAnswer> {
  const account = await requireSignedIn(ctx);
  return {
    user_id: account.id,
    email: account.email,
    created_at: account.created_at,
    settings: {
      time_zone: account.time_zone,
      week_starts_on: account.week_starts_on,
      day_starts_at_minutes: account.day_starts_at_minutes,
      weekly_goal_minutes: account.weekly_goal_minutes,
    },
    streaks_hidden: account.streaks_hidden === 1,
  };
}
