/**
 * What a page was last made of, in KV: the dashboard, and what else is named beside it. It is a saving: where KV fails,
 * the page is made anew and the failure logged.
 */
import type { DeviceContext } from './context.ts';
import { logError } from './log.ts';

/** KV answers up to a minute late; what is out of date shows by its version, which D1 compares. */
export interface Cached {
  version: string;
  /** What made the learner's day out of the clock. */
  time_zone: string;
  day_starts_at_minutes: number;
}

const CACHED_SECONDS = 86_400;

export async function readCached<Entry extends Cached>(
  ctx: DeviceContext,
  name?: string,
): Promise<Entry | null> {
  const key = keyOf(ctx, name);
  try {
    return await ctx.kv.get<Entry>(key, 'json');
  } catch (cause) {
    logError('view_not_read', { request_id: ctx.requestId }, cause);
    return null;
  }
}

/** Nobody waits for it, and a day's writes that are used up keep nobody from anything. */
export function writeCached<Entry extends Cached>(
  ctx: DeviceContext,
  entry: Entry,
  name?: string,
): void {
  ctx.afterwards(keep(ctx, keyOf(ctx, name), entry));
}

async function keep(ctx: DeviceContext, key: string, entry: Cached): Promise<void> {
  try {
    await ctx.kv.put(key, JSON.stringify(entry), { expirationTtl: CACHED_SECONDS });
  } catch (cause) {
    logError('view_not_kept', { request_id: ctx.requestId }, cause);
  }
}

/** The keys of all that is cached of the user; a handful, which KV lists at once. */
export async function cachedKeys(ctx: DeviceContext): Promise<string[]> {
  const own = keyOf(ctx);
  const { keys } = await ctx.kv.list({ prefix: own });
  return keys.map(({ name }) => name).filter((key) => key === own || key.startsWith(`${own}:`));
}

/** Deletes all that is cached of the user. */
export async function clearCache(ctx: DeviceContext): Promise<void> {
  for (const key of await cachedKeys(ctx)) await ctx.kv.delete(key);
}

function keyOf(ctx: DeviceContext, name?: string): string {
  const key = `stats:${ctx.identity.userId}`;
  return name ? `${key}:${name}` : key;
}
