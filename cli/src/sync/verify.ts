/** Compares the versions that this home and the server hold: range by range of ids, by hashes. */
import { createHash } from 'node:crypto';
import { SamediError } from '../../../src/lib/errors.ts';
import { Digest } from '../../../src/lib/wire/digest.ts';
import { type Kind, kinds } from '../../../src/lib/wire/kinds.ts';
import { get, type Server } from '../client/requests.ts';
import type { Home } from '../home/home.ts';
import { select } from '../home/rows.ts';
import { versions as table } from '../home/schema/tables.ts';
import { recordKinds } from '../kinds/kinds.ts';
import { nameOf, type Version } from './versions.ts';

export interface Comparison {
  kind: Kind;
  /** Records on each side, deleted ones included. */
  here: number;
  there: number;
  /** Ids of what differs, and how. */
  differences: Difference[];
}

export interface Difference {
  id: string;
  /** `unsent`: changed here and not sent yet, so nothing is wrong. */
  how: 'unsent' | 'only here' | 'only there' | 'another version there';
}

const RANGE = 1_000;

/** Throws whatever `get` throws. */
export async function verify(home: Home, server: Server): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const kind of kinds) comparisons.push(await compare(home, server, kind));
  return comparisons;
}

async function compare(home: Home, server: Server, kind: Kind): Promise<Comparison> {
  const result: Comparison = { kind, here: 0, there: 0, differences: [] };
  let after = '';
  for (;;) {
    const query = { kind, after, limit: String(RANGE) };
    const there = await get(server, '/api/sync/digest', query, Digest);
    const isLast = there.count < RANGE || there.last_id === null;
    const here = versionsHere(home, kind, after, isLast ? null : there.last_id);
    result.here += here.length;
    result.there += there.count;
    if (digestOf(here) !== there.digest) {
      const listed = { ...query, versions: 'true' };
      const { versions = [] } = await get(server, '/api/sync/digest', listed, Digest);
      result.differences.push(...differences(here, versions));
    }
    if (isLast) return result;
    after = there.last_id ?? after;
  }
}

interface LocalVersion {
  id: string;
  /** Named anew by what the record holds now; a record that cannot be read goes by its version's own name. */
  text: string;
  dirty: boolean;
}

/** Ids above `after`, up to `last` or, where that is null, the end; by bytes, as the server does. */
function versionsHere(home: Home, kind: Kind, after: string, last: string | null): LocalVersion[] {
  const range = 'WHERE kind = ? AND id > ? AND (? IS NULL OR id <= ?) ORDER BY id';
  const here = select(home.db, table, range).all(kind, after, last, last);
  return here.map((version) => ({
    id: version.id,
    text: `${version.id} ${nameNow(home, version)}`,
    dirty: version.dirty === 1,
  }));
}

function nameNow(home: Home, version: Version): number | null {
  if (version.deleted) return nameOf(version, null);
  try {
    const data = recordKinds[version.kind].read(home, version.id);
    return data && nameOf(version, data);
  } catch (error) {
    if (error instanceof SamediError) return version.version;
    throw error;
  }
}

function digestOf(versions: readonly LocalVersion[]): string {
  const texts = versions.map(({ text }) => text).join('\n');
  return createHash('sha256').update(texts).digest('hex');
}

function differences(here: readonly LocalVersion[], there: readonly string[]): Difference[] {
  const open = new Map(there.map((text) => [idOf(text), text]));
  const found: Difference[] = [];
  for (const { id, text, dirty } of here) {
    const other = open.get(id);
    open.delete(id);
    if (other === text) continue;
    const how = other === undefined ? 'only here' : 'another version there';
    found.push({ id, how: dirty ? 'unsent' : how });
  }
  return [...found, ...[...open.keys()].map((id) => ({ id, how: 'only there' as const }))];
}

/** `id version`; an id may have spaces of its own. */
function idOf(text: string): string {
  return text.slice(0, text.lastIndexOf(' '));
}
