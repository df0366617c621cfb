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
  const known = { protocol: 1, epoch: 'epoch-ada', cursor: 0 };
  return SyncResponse.parse(JSON.parse(await syncRound(ctx, { ...known, ...request })));
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
