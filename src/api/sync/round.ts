/** One round of sync: takes what a device changed, answers with what others did. The rules: docs/sync-protocol.md. */
import { SamediError, UPGRADE } from '../../lib/errors.ts';
import { limits } from '../../lib/limits.ts';
import { kinds } from '../../lib/wire/kinds.ts';
import { PROTOCOL, SyncRequest } from '../../lib/wire/sync.ts';
import type { DeviceContext } from '../context.ts';
import { batch, type Statement, statement } from '../db/batch.ts';
import { requireAccess } from '../db/owned.ts';
import { parseInput } from '../input.ts';
import { refusalAnswer, roundAnswer, type Status } from './answer.ts';
import { type Offers, offersIn } from './offers.ts';
import {
  cutPage,
  type Found,
  filledIn,
  type Large,
  type Lost,
  missingFrom,
  nameOf,
} from './page.ts';
import { dropConflicts, forgetConflicts, keepConflicts, takeConflicts } from './sql/conflicts.ts';
import { moveHead, readStatus, touchDevice } from './sql/head.ts';
import { findStale, takeOffers } from './sql/offers.ts';
import { readLarge, readPage } from './sql/page.ts';
import { takeSettings } from './sql/settings.ts';

/** The answer is JSON text (`SyncResponse`): deltas leave the database as text and are not parsed on the way. */
export async function syncRound(ctx: DeviceContext, raw: { protocol?: unknown }): Promise<string> {
  if (raw.protocol !== PROTOCOL) throw unknownProtocol(raw.protocol);
  const request = parseInput(SyncRequest, raw);
  if (kinds.reduce((sum, kind) => sum + request[kind].length, 0) > limits.deltas) throw tooMany();

  const offers = offersIn(request);
  const bind = binder(ctx, request);
  const { writes, reads } = await batch(ctx.db, {
    writes: writeStatements(bind, offers, request),
    reads: readStatements(bind, offers, request),
  });
  const status = requireAccess(reads.status);
  if (!status.accepted) return refusalAnswer(status, ctx.now());

  const page = cutPage(reads.page);
  const taken = writes.pieces.reduce((sum, piece) => sum + piece.taken.length, 0);
  const { lost, large } = await batch(ctx.db, {
    lost:
      taken < offers.count
        ? offers.pieces.map((piece) => bind<Lost>(findStale(piece.kind), piece.json))
        : [],
    large: missingFrom(page).map(({ source, ids }) => bind<Large>(readLarge(source), ids)),
    // New conflicts are rare: each is the moment to forget old ones.
    forgotten: page.rows.some(({ source }) => source === 'conflicts')
      ? [bind(forgetConflicts)]
      : [],
  });
  const all = lost.flat();
  // What does not fit is offered again.
  const { rows: stale } = cutPage(all);
  const brought = new Set(page.rows.map(nameOf));
  return roundAnswer({
    cursor: request.cursor,
    status,
    more: page.more,
    deltas: filledIn(page, large.flat()),
    winners: stale.filter((row) => !brought.has(nameOf(row))),
    stale: stale.map(({ source, id, conflict }) => ({
      kind: source,
      id,
      conflict: conflict === 1,
    })),
    again: all.slice(stale.length).map(({ source, id }) => ({ kind: source, id })),
    rejected: offers.rejected,
    now: ctx.now(),
  });
}

type Bind = ReturnType<typeof binder>;

/** Binds a statement of `sql/` to this round's values; their numbers mean the same in all of them. */
function binder(ctx: DeviceContext, request: SyncRequest) {
  const { userId, deviceId } = ctx.identity;
  const { epoch, cursor, known } = request;
  const now = ctx.now();
  return <Row>(sql: string, value: unknown = null, offset = 0): Statement<Row> => {
    const json = typeof value === 'string' ? value : JSON.stringify(value);
    const told = known && `${known.head}:${known.digest}`;
    const values = [userId, deviceId, epoch, cursor, json, offset, now, told];
    return statement(ctx.db, sql, ...values.slice(0, parameterCount(sql)));
  };
}

/** SQLite counts parameters by the greatest number used, and D1 refuses to bind more values than that. */
function parameterCount(sql: string): number {
  return Math.max(...Array.from(sql.matchAll(/\?(\d+)/g), ([, number]) => Number(number)));
}

/** Of each piece the server keeps the losing versions first, before the winning ones overwrite them. */
function writeStatements(bind: Bind, { pieces, count }: Offers, request: SyncRequest) {
  const drops = request.conflicts.flatMap((one) => (one.action === 'delete' ? [one.id] : []));
  const offered = request.conflicts.filter(({ action }) => action === 'create');
  return {
    pieces: pieces.map(({ kind, json, offset }) => ({
      lost: bind(keepConflicts(kind), json, count + offset),
      taken: bind(takeOffers(kind), json, offset),
    })),
    dropped: drops.length > 0 ? [bind(dropConflicts, drops, 2 * count)] : [],
    offered: offered.length > 0 ? [bind(takeConflicts, offered, 2 * count + drops.length)] : [],
    settings: request.settings ? [bind(takeSettings, request.settings)] : [],
  };
}

/** The server reads the page before it moves the head, and the status afterwards. */
function readStatements(bind: Bind, { pieces }: Offers, request: SyncRequest) {
  const kindsOffered = new Set(pieces.map(({ kind }) => kind));
  const moved = kindsOffered.size + request.conflicts.length > 0;
  return {
    page: bind<Found>(readPage),
    head: moved ? [bind(moveHead([...kindsOffered, 'conflicts']))] : [],
    status: bind<Status>(readStatus),
    device: bind(touchDevice),
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
