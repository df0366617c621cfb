/** One round of sync: takes what a device changed, answers with what others changed. The rules: docs/sync-protocol.md. */
import { SamediError, UPGRADE } from '../../lib/errors.ts';
import { limits } from '../../lib/limits.ts';
import { kinds } from '../../lib/wire/kinds.ts';
import { PROTOCOL, SyncRequest } from '../../lib/wire/sync.ts';
import type { Context } from '../context.ts';
import { requireIdentity, requireStanding } from '../db/owned.ts';
import { parseInput } from '../endpoint.ts';
import { refusalAnswer, roundAnswer, type Stale, type Status } from './answer.ts';
import { type Offers, offersIn } from './offers.ts';
import { cutPage, type Found, missingFrom } from './page.ts';
import { dropConflicts, forgetConflicts, keepConflicts, takeConflicts } from './sql/conflicts.ts';
import { moveHead, readStatus, touchDevice } from './sql/head.ts';
import { findStale, takeOffers } from './sql/offers.ts';
import { readLarge, readPage, type Source } from './sql/page.ts';
import { takeSettings } from './sql/settings.ts';

/** The answer is JSON text (`SyncResponse`): deltas leave the database as text and are not parsed on the way. */
export async function syncRound(ctx: Context, raw: { protocol?: unknown }): Promise<string> {
  if (raw.protocol !== PROTOCOL) throw unknownProtocol(raw.protocol);
  const request = parseInput(SyncRequest, raw);
  if (kinds.reduce((sum, kind) => sum + request[kind].length, 0) > limits.deltas) throw tooMany();

  const bind = binder(ctx, request);
  const offers = offersIn(request);
  const writes = writeStatements(bind, offers, request);
  const results = await ctx.db.batch([...writes, ...readStatements(bind, offers, request)]);
  const rows = <Row>(at: number) => results.at(at)?.results as Row[];

  const status = requireStanding(rows<Status>(-2)[0]);
  if (!status.accepted) return refusalAnswer(status, request.cursor, ctx.now());

  const page = cutPage(rows<Found>(writes.length));
  const taken = offers.pieces.reduce((sum, _, i) => sum + rows(2 * i + 1).length, 0);
  const { stale, deltas } = await followUp(ctx, bind, {
    lost: taken < offers.count ? offers.pieces : [],
    large: missingFrom(page),
    conflicts: page.rows.some(({ source }) => source === 'conflicts'),
  });
  return roundAnswer({
    cursor: request.cursor,
    status,
    more: page.more,
    deltas: page.rows.map((row) => ({
      ...row,
      delta: row.delta ?? deltas.get(nameOf(row)) ?? null,
    })),
    stale,
    rejected: offers.rejected,
    now: ctx.now(),
  });
}

type Bind = ReturnType<typeof binder>;

/** Binds a statement of `sql/` to this round's values; their numbers mean the same in all of them. */
function binder(ctx: Context, request: SyncRequest) {
  const { userId, deviceId } = requireIdentity(ctx);
  const { epoch, cursor, marks, common = null } = request;
  const now = ctx.now();
  return (text: string, value: unknown = null, offset = 0) => {
    const json = typeof value === 'string' ? value : JSON.stringify(value);
    const { last = null, next = null } = marks ?? {};
    const tried = JSON.stringify(marks?.tried ?? []);
    const values = [userId, deviceId, epoch, cursor, json, offset, now, last, next, common, tried];
    return ctx.db.prepare(text).bind(...values.slice(0, parameterCount(text)));
  };
}

/** SQLite counts parameters by the greatest number used, and D1 refuses to bind more values than that. */
function parameterCount(text: string): number {
  return Math.max(...Array.from(text.matchAll(/\?(\d+)/g), ([, number]) => Number(number)));
}

/** Two statements a piece first, so that what `takeOffers` returns is at the odd places. */
function writeStatements(bind: Bind, { pieces, count }: Offers, request: SyncRequest) {
  const drops = request.conflicts.flatMap((one) => (one.action === 'delete' ? [one.id] : []));
  const offered = request.conflicts.filter(({ action }) => action === 'create');
  return [
    ...pieces.flatMap(({ kind, json, offset }) => [
      bind(keepConflicts(kind), json, count + offset),
      bind(takeOffers(kind), json, offset),
    ]),
    ...(drops.length > 0 ? [bind(dropConflicts, drops, 2 * count)] : []),
    ...(offered.length > 0 ? [bind(takeConflicts, offered, 2 * count + drops.length)] : []),
    ...(request.settings ? [bind(takeSettings, request.settings)] : []),
  ];
}

/**
 * The page comes first, before the head moves; the status after it has, and before the device's row does, on which it depends
 * whether the gate was open.
 */
function readStatements(bind: Bind, { pieces }: Offers, request: SyncRequest) {
  const kindsOffered = new Set(pieces.map(({ kind }) => kind));
  const moved = kindsOffered.size + request.conflicts.length > 0;
  return [
    bind(readPage),
    ...(moved ? [bind(moveHead([...kindsOffered, 'conflicts']))] : []),
    bind(readStatus),
    bind(touchDevice),
  ];
}

interface FollowUp {
  /** Pieces of which something was not taken. */
  lost: Offers['pieces'];
  /** Records of the page that are still to be read. */
  large: Map<Source, string[]>;
  /** Whether the page holds conflicts: the moment to forget old ones, as new ones are rare. */
  conflicts: boolean;
}

type Large = Pick<Found, 'source' | 'id'> & { delta: string };

/** Ids are unique within a kind only. */
const nameOf = ({ source, id }: Pick<Found, 'source' | 'id'>) => `${source}:${id}`;

/** A second trip, which most rounds don't need. */
async function followUp(
  ctx: Context,
  bind: Bind,
  { lost, large, conflicts }: FollowUp,
): Promise<{ stale: Stale[]; deltas: Map<string, string> }> {
  const statements = [
    ...lost.map(({ kind, json }) => bind(findStale(kind), json)),
    ...[...large].map(([source, ids]) => bind(readLarge(source), ids)),
    ...(conflicts ? [bind(forgetConflicts)] : []),
  ];
  if (statements.length === 0) return { stale: [], deltas: new Map() };
  const results = await ctx.db.batch<Stale & Large>(statements);
  const rows = (from: number, to: number) => results.slice(from, to).flatMap((r) => r.results);
  return {
    stale: rows(0, lost.length),
    deltas: new Map(
      rows(lost.length, lost.length + large.size).map((row) => [nameOf(row), row.delta]),
    ),
  };
}

function unknownProtocol(asked: unknown): SamediError {
  return new SamediError(
    'protocol_unsupported',
    `This server speaks sync protocol ${PROTOCOL}, not ${String(asked).slice(0, 20)}.`,
    { next: UPGRADE },
  );
}

function tooMany(): SamediError {
  return new SamediError('body_too_large', `A request holds at most ${limits.deltas} deltas.`, {
    next: 'Send them in several rounds.',
  });
}
