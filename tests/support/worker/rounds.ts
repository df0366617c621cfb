/** Rounds of Ada's two devices, and what they leave in the database. */
import { env } from 'cloudflare:workers';
import type { DeviceContext } from '../../../src/api/context.ts';
import { syncRound } from '../../../src/api/sync/round.ts';
import { type SyncRequest, SyncResponse } from '../../../src/lib/wire/sync.ts';
import { contextAs } from './world.ts';

export const laptop = contextAs({ userId: 'ada', deviceId: 'laptop' });
export const phone = contextAs({ userId: 'ada', deviceId: 'phone' });

/** One round, from the start of Ada's history where the request says nothing else. */
export async function round(
  ctx: DeviceContext,
  request: Partial<SyncRequest> = {},
): Promise<SyncResponse> {
  const start = { protocol: 2, epoch: null, cursor: 0, known: null };
  // A device that has come further than the start knows the history as it is.
  const known = request.cursor ? { epoch: 'epoch-ada', known: await historyOf(ctx) } : {};
  return SyncResponse.parse(JSON.parse(await syncRound(ctx, { ...start, ...known, ...request })));
}

/** What a device would know that was here just now. */
async function historyOf({ identity }: DeviceContext): Promise<SyncRequest['known']> {
  const query = env.DB.prepare('SELECT head, digest FROM users WHERE id = ?');
  return query.bind(identity?.userId).first();
}

/** Every row of every table. */
export async function dump(): Promise<Record<string, unknown[]>> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 4) <> '_cf_' ORDER BY name",
  ).all<{ name: string }>();
  const rows = await env.DB.batch(
    results.map(({ name }) => env.DB.prepare(`SELECT * FROM ${name}`)),
  );
  return Object.fromEntries(results.map(({ name }, i) => [name, rows[i]!.results]));
}
