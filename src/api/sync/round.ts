/** One round of sync: takes what a device changed, answers with what others changed. The rules: docs/sync-protocol.md. */
import { SamediError } from '../../lib/errors.ts';
import { kinds, limits, PROTOCOL, SyncRequest } from '../../lib/wire.ts';
import type { Context } from '../context.ts';
import { requireIdentity, signedOut } from '../db/owned.ts';
import { parseInput } from '../endpoint.ts';
import { type PagePart, resetAnswer, roundAnswer, type Stale, type Status } from './answer.ts';
import { type Offers, offersIn } from './offers.ts';
import * as sql from './sql.ts';

/** The answer is JSON text (`SyncResponse`): deltas leave the database as text and are not parsed on the way. */
export async function syncRound(ctx: Context, raw: { protocol?: unknown }): Promise<string> {
  if (raw.protocol !== PROTOCOL) throw unknownProtocol(raw.protocol);
  const request = parseInput(SyncRequest, raw);
  if (kinds.reduce((sum, kind) => sum + request[kind].length, 0) > limits.deltas) throw tooMany();

  const offers = offersIn(request);
  const { writes, reads } = statements(ctx, request, offers);
  const results = await ctx.db.batch([...writes, ...reads]);
  const rows = <Row>(at: number) => results.at(at)?.results as Row[];

  const [status] = rows<Status>(-1);
  if (!status || status.revoked_at !== null) throw signedOut();
  if (!status.accepted) return resetAnswer(status, ctx.now());
  return roundAnswer({
    cursor: request.cursor,
    status,
    page: rows<PagePart>(writes.length),
    stale: offers.pieces.flatMap((_, i) => rows<Stale>(-2 - i)),
    rejected: offers.rejected,
    now: ctx.now(),
  });
}

/** The page is read after the writes and before the head moves (see `readPage`); the rest in an order that nothing needs. */
function statements(ctx: Context, request: SyncRequest, { pieces, count }: Offers) {
  const { userId, deviceId } = requireIdentity(ctx);
  const now = ctx.now();
  const bind = (text: string, value: string | null = null, offset = 0) => {
    const values = [userId, deviceId, request.epoch, request.cursor, value, offset, now];
    return ctx.db.prepare(text).bind(...values.slice(0, parameterCount(text)));
  };
  const drops = request.conflicts.map((conflict) => conflict.id);
  const writes = [
    ...pieces.flatMap(({ kind, json, offset }) => [
      bind(sql.keepConflicts(kind), json, count + offset),
      bind(sql.takeOffers(kind), json, offset),
    ]),
    ...(drops.length > 0 ? [bind(sql.dropConflicts, JSON.stringify(drops), 2 * count)] : []),
    ...(request.settings ? [bind(sql.takeSettings, JSON.stringify(request.settings))] : []),
  ];
  const reads = [
    bind(sql.readPage),
    ...(writes.length > 0 ? [bind(sql.moveHead)] : []),
    bind(sql.touchDevice),
    ...pieces.map(({ kind, json }) => bind(sql.findStale(kind), json)),
    bind(sql.readStatus),
  ];
  return { writes, reads };
}

/** SQLite counts parameters by the greatest number used, and D1 refuses to bind more values than that. */
function parameterCount(text: string): number {
  return Math.max(...Array.from(text.matchAll(/\?(\d)/g), ([, number]) => Number(number)));
}

function unknownProtocol(asked: unknown): SamediError {
  return new SamediError(
    'protocol_unsupported',
    `This server speaks sync protocol ${PROTOCOL}, not ${String(asked).slice(0, 20)}.`,
    { next: 'Upgrade the CLI: npm install -g samedi' },
  );
}

function tooMany(): SamediError {
  return new SamediError('body_too_large', `A request holds at most ${limits.deltas} deltas.`, {
    next: 'Send them in several rounds.',
  });
}
