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
  // A device that has come further than the start knows what it was told last.
  const known = request.cursor ? { epoch: 'epoch-ada', known: await toldOf(ctx) } : {};
  return SyncResponse.parse(JSON.parse(await syncRound(ctx, { ...start, ...known, ...request })));
}

/** What the device was told last. */
async function toldOf({ identity }: DeviceContext): Promise<SyncRequest['known']> {
  const query = env.DB.prepare('SELECT told FROM devices WHERE user_id = ? AND id = ?');
  const told = await query.bind(identity.userId, identity.deviceId).first<string>('told');
  const [head = 0, digest = 0] = (told ?? '').split(',')[1]!.split(':').map(Number);
  return { head, digest };
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
