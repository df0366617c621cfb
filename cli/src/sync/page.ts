/** What was changed here and not yet taken by the server, a page for each request. */
import { SamediError } from '../../../src/lib/errors.ts';
import { limits } from '../../../src/lib/limits.ts';
import type { Delta } from '../../../src/lib/wire/deltas.ts';
import { type Kind, kinds, ofEachKind } from '../../../src/lib/wire/kinds.ts';
import type { Rejection } from '../../../src/lib/wire/sync.ts';
import type { Home } from '../home/home.ts';
import { select } from '../home/rows.ts';
import { versions } from '../home/schema/tables.ts';
import { recordKinds } from '../kinds/kinds.ts';
import { type ConflictOffers, offeredConflicts } from './conflicts/round.ts';
import { type Named, named, readPast, type Version } from './versions.ts';

/** What one request offers. */
export interface Page {
  deltas: Record<Kind, Delta[]>;
  /** The versions that the deltas are made of. */
  sent: Named[];
  /** Whether more is waiting than fits into this page. */
  more: boolean;
  /** Null where the server knows all of them. */
  conflicts: ConflictOffers | null;
  /** What the server would not take, as this home can tell by itself. */
  refused: Rejection[];
}

/** Bytes of a page's deltas: well below a request's limit, whatever the envelope. */
const PAGE_BYTES = limits.boundBytes;

/**
 * The next page: plans first, then sessions, reviews and cards. `self` is the device that sends it,
 * `skip` names versions that were refused before. What cannot be read or is too large is refused
 * here, by name, and the others go on.
 */
export function collectPage(home: Home, self: string, skip: ReadonlySet<string>): Page {
  const page = emptyPage();
  let bytes = 0;
  for (const kind of kinds) {
    for (const version of dirty(home, kind)) {
      if (skip.has(versionKey(version))) continue;
      const offer = offerOf(home, version, self, page);
      if (!offer) continue;
      const { delta, sent } = offer;
      const size = Buffer.byteLength(JSON.stringify(delta)) + 1;
      if (size > PAGE_BYTES) {
        refuse(page, version, 'record_too_large', `it has ${size} bytes; ${PAGE_BYTES} fit.`);
      } else if (page.sent.length === limits.deltas || bytes + size > PAGE_BYTES) {
        page.more = true;
        return page;
      } else {
        page.deltas[kind].push(delta);
        page.sent.push(sent);
        bytes += size;
      }
    }
  }
  page.conflicts = offeredConflicts(home.db, PAGE_BYTES - bytes);
  return page;
}

/** Offers nothing. */
export function emptyPage(): Page {
  return {
    deltas: ofEachKind(() => []),
    sent: [],
    more: false,
    conflicts: null,
    refused: [],
  };
}

/** Names one version of one record, which may have no name of its own yet. */
export function versionKey({ kind, id, updated_at }: Version): string {
  return `${kind} ${updated_at} ${id}`;
}

const DIRTY_AT_ONCE = 500;

/** Not by `iterate()`: Node 22.13 frees a statement to which only its iterator refers. */
function* dirty(home: Home, kind: Kind): Iterable<Version> {
  const which = 'WHERE kind = ? AND dirty = 1 AND id > ? ORDER BY id LIMIT ?';
  const query = select(home.db, versions, which);
  let rows: Version[];
  let after = '';
  do {
    rows = query.all(kind, after, DIRTY_AT_ONCE);
    yield* rows;
    after = rows.at(-1)?.id ?? after;
  } while (rows.length === DIRTY_AT_ONCE);
}

/** Null where there is nothing to send: refused, or a plan file that was changed a moment ago. */
function offerOf(
  home: Home,
  version: Version,
  self: string,
  page: Page,
): { delta: Delta; sent: Named } | null {
  try {
    const kind = recordKinds[version.kind];
    const data = version.deleted ? null : kind.read(home, version.id);
    if (!version.deleted && data === null) return null;
    const sent = named(
      version,
      data,
      self,
      (name) => kind.rereads?.(home, version.id, name) ?? false,
    );
    const head = {
      id: sent.id,
      updated_at: sent.updated_at,
      version: sent.version,
      past: readPast(sent.past),
      ...(sent.device_id !== self && { device: sent.device_id }),
    };
    const delta = data ? { action: 'update', ...head, data } : { action: 'delete', ...head };
    return { delta: delta as Delta, sent };
  } catch (error) {
    if (!(error instanceof SamediError)) throw error;
    const code = error.code === 'record_too_large' ? error.code : 'invalid_record';
    refuse(page, version, code, error.message);
    return null;
  }
}

function refuse(
  page: Page,
  version: Version,
  code: 'invalid_record' | 'record_too_large',
  message: string,
): void {
  page.refused.push({ kind: version.kind, id: version.id, code, message });
}
