/**
 * The last view of the dashboard in KV, and of what else is named beside it. It is a saving: where KV fails, the page is made
 * anew and the failure logged.
 */
import type { Today } from '../lib/views/dashboard/today.ts';
import type { DeviceContext } from './context.ts';
import { logError } from './log.ts';

/** KV answers up to a minute late; a view that is out of date shows by its version, which D1 compares. */
export interface View {
  version: string;
  today: Today;
  /** What made the learner's day out of the clock. */
  time_zone: string;
  day_starts_at_minutes: number;
}

const KEPT_SECONDS = 86_400;

export async function keptView<Kept = View>(
  ctx: DeviceContext,
  name?: string,
): Promise<Kept | null> {
  const key = keyOf(ctx, name);
  try {
    return await ctx.kv.get<Kept>(key, 'json');
  } catch (cause) {
    logError('view_not_read', { request_id: ctx.requestId }, cause);
    return null;
  }
}

export async function keepView<Kept = View>(
  ctx: DeviceContext,
  view: Kept,
  name?: string,
): Promise<void> {
  const key = keyOf(ctx, name);
  try {
    await ctx.kv.put(key, JSON.stringify(view), { expirationTtl: KEPT_SECONDS });
  } catch (cause) {
    logError('view_not_kept', { request_id: ctx.requestId }, cause);
  }
}

/** The keys of all that is kept of the user; a handful, which KV lists at once. */
export async function keptKeys(ctx: DeviceContext): Promise<string[]> {
  const own = keyOf(ctx);
  const { keys } = await ctx.kv.list({ prefix: own });
  return keys.map(({ name }) => name).filter((key) => key === own || key.startsWith(`${own}:`));
}

/** Deletes all that is kept of the user. */
export async function forgetViews(ctx: DeviceContext): Promise<void> {
  for (const key of await keptKeys(ctx)) await ctx.kv.delete(key);
}

function keyOf(ctx: DeviceContext, name?: string): string {
  const key = `stats:${ctx.identity.userId}`;
  return name ? `${key}:${name}` : key;
}
