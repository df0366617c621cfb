/** The last view of the dashboard in KV. It is a saving: where KV fails, the page is made anew and the failure logged. */
import type { Today } from '../../lib/dashboard/today.ts';
import type { Context } from '../context.ts';
import { requireIdentity } from '../db/owned.ts';
import { logError } from '../log.ts';

/** KV answers up to a minute late; a view that is out of date shows by its version, which D1 compares. */
export interface View {
  version: string;
  today: Today;
  /** What made the learner's day out of the clock. */
  time_zone: string;
  day_starts_at_minutes: number;
}

const KEPT_SECONDS = 86_400;

export async function keptView(ctx: Context): Promise<View | null> {
  const key = keyOf(ctx);
  try {
    return await ctx.kv.get<View>(key, 'json');
  } catch (cause) {
    logError('view_not_read', { request_id: ctx.requestId }, cause);
    return null;
  }
}

export async function keepView(ctx: Context, view: View): Promise<void> {
  const key = keyOf(ctx);
  try {
    await ctx.kv.put(key, JSON.stringify(view), { expirationTtl: KEPT_SECONDS });
  } catch (cause) {
    logError('view_not_kept', { request_id: ctx.requestId }, cause);
  }
}

function keyOf(ctx: Context): string {
  return `stats:${requireIdentity(ctx).userId}`;
}
