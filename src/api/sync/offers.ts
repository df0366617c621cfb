/** From a request's untrusted deltas to what SQL is given: JSON text, in pieces that D1 can bind. */

import { limits } from '../../lib/limits.ts';
import { type Delta, deltaSchemas } from '../../lib/wire/deltas.ts';
import { type Kind, kinds, kindWords } from '../../lib/wire/kinds.ts';
import type { Rejection } from '../../lib/wire/sync.ts';
import { describeIssue } from '../input.ts';
import { syncedKinds } from './kinds.ts';

/** A piece of one kind's deltas: a JSON array as text, and where its sequence numbers start after the head. */
export interface Piece {
  kind: Kind;
  json: string;
  offset: number;
}

export interface Offers {
  pieces: Piece[];
  /** How many deltas are offered in all. */
  count: number;
  rejected: Rejection[];
}

/** Parses every delta by its kind's schema. A bad one is rejected by name; the others go through. */
export function offersIn(request: Record<Kind, readonly unknown[]>): Offers {
  const pieces: Piece[] = [];
  const rejected: Rejection[] = [];
  let count = 0;
  for (const kind of kinds) {
    const texts: string[] = [];
    const ids = new Set<string>();
    for (const raw of request[kind]) {
      const outcome = parseDelta(kind, raw, ids);
      if (typeof outcome === 'string') texts.push(outcome);
      else rejected.push(outcome);
    }
    for (const group of split(texts)) {
      pieces.push({ kind, json: `[${group.join(',')}]`, offset: count });
      count += group.length;
    }
  }
  return { pieces, count, rejected };
}

function parseDelta(kind: Kind, raw: unknown, ids: Set<string>): string | Rejection {
  const parsed = deltaSchemas[kind].safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const message = issue ? describeIssue(issue) : 'not a delta';
    return { kind, id: idOf(raw), code: 'invalid_record', message };
  }
  const { id } = parsed.data;
  // The digest counts each record once a round.
  if (ids.has(id)) {
    return { kind, id, code: 'invalid_record', message: 'the request holds it twice' };
  }
  ids.add(id);
  const { text: limited } = syncedKinds[kind];
  if (limited && byteLength(textIn(parsed.data, limited.field)) > limited.bytes) {
    const message = `a ${kindWords[kind]} is at most ${limited.bytes / 1024} KiB`;
    return { kind, id, code: 'record_too_large', message };
  }
  const text = JSON.stringify(parsed.data);
  if (byteLength(text) > limits.boundBytes) {
    const message = `a record is at most ${limits.boundBytes} bytes as JSON`;
    return { kind, id, code: 'record_too_large', message };
  }
  return text;
}

/** Empty in a deletion. */
function textIn(delta: Delta, field: string): string {
  return delta.action === 'delete' ? '' : String(new Map(Object.entries(delta.data)).get(field));
}

function idOf(raw: unknown): string | null {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null;
  // Whole, however long: by a shortened one the device would not know which record to keep for later.
  return typeof id === 'string' ? id : null;
}

/** Splits so that each piece, joined, stays below what is bound well; most requests are one piece. */
function split(texts: string[]): string[][] {
  const all: string[][] = [];
  let bytesLeft = 0;
  for (const text of texts) {
    const bytes = byteLength(text) + 1;
    if (bytes > bytesLeft) {
      all.push([]);
      bytesLeft = limits.boundBytes;
    }
    all.at(-1)?.push(text);
    bytesLeft -= bytes;
  }
  return all;
}

const encoder = new TextEncoder();

function byteLength(text: string): number {
  return encoder.encode(text).length;
}
