/** Rounds of Ada's two devices, and what they leave in the database. */
import { env } from 'cloudflare:workers';
import type { Context } from '../../../src/api/context.ts';
import { syncRound } from '../../../src/api/sync/round.ts';
import { type SyncRequest, SyncResponse } from '../../../src/lib/wire/sync.ts';
import { contextAs } from './world.ts';

export const laptop = contextAs({ userId: 'ada', deviceId: 'laptop' });
export const phone = contextAs({ userId: 'ada', deviceId: 'phone' });

/** One round, from the start of Ada's history where the request says nothing else. */
export async function round(
  ctx: Context,
  request: Partial<SyncRequest> = {},
): Promise<SyncResponse> {
  const known = { protocol: 1, epoch: 'epoch-ada', cursor: 0 };
  return SyncResponse.parse(JSON.parse(await syncRound(ctx, { ...known, ...request })));
}

/** All that a round could change. */
export async function dump(): Promise<unknown> {
  const tables = [
    'users',
    'devices',
    'plans',
    'cards',
    'sessions',
    'reviews',
    'conflicts',
    'day_totals',
    'review_days',
    'due_days',
    'card_counts',
  ];
  return Promise.all(
    tables.map(async (t) => (await env.DB.prepare(`SELECT * FROM ${t}`).all()).results),
  );
}
