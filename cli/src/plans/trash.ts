/** What a deleted plan leaves in the trash folder: its file and, beside it, all of its records. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SamediError } from '../../../src/lib/errors.ts';
import { recordSchemas } from '../../../src/lib/wire/records.ts';
import { writeWhole } from '../home/files.ts';
import type { Home } from '../home/home.ts';
import { rows } from '../home/rows.ts';
import { type RowKind, recordKinds, rowKinds } from '../kinds/kinds.ts';
import { decode, pathOfPlan, readPlanFile } from './file.ts';

const recordsOf = <Data extends z.ZodType>(data: Data) =>
  z.array(z.object({ id: z.string().max(200), data }));

const Deleted = z.object({
  plan: z.string(),
  /** The file's text; null where it had gone before. */
  content: z.string().nullable(),
  sessions: recordsOf(recordSchemas.sessions.data),
  cards: recordsOf(recordSchemas.cards.data),
  reviews: recordsOf(recordSchemas.reviews.data),
});
export type Deleted = z.infer<typeof Deleted>;

/** Keeps all that belongs to the plan, before it is deleted. A record that cannot be read is named, and not kept. */
export function keepPlan(home: Home, id: string): void {
  const records = Object.fromEntries(rowKinds.map((kind) => [kind, recordsOfPlan(home, kind, id)]));
  const text = JSON.stringify({ plan: id, content: contentOf(home, id), ...records });
  const { trash } = home.paths;
  mkdirSync(trash, { recursive: true, mode: 0o700 });
  // Named by what it holds, so that a second deletion takes no other's place.
  const mark = createHash('sha256').update(text).digest('hex').slice(0, 8);
  writeWhole(pathOfPlan(trash, id, `.${mark}`).replace(/md$/, 'json'), text, 0o600);
}

function recordsOfPlan(home: Home, kind: RowKind, planId: string) {
  const ids = `SELECT id FROM ${kind} WHERE plan_id = ? ORDER BY id`;
  return rows<{ id: string }>(home.db, ids)
    .all(planId)
    .flatMap(({ id }) => {
      try {
        const data = recordKinds[kind].read(home, id);
        return data ? [{ id, data }] : [];
      } catch (error) {
        if (!(error instanceof SamediError)) throw error;
        home.warn(`${kind} ${id} goes for good, since it cannot be read: ${error.message}`);
        return [];
      }
    });
}

/** Null where the file has gone, or cannot be read: it is moved to the trash as it is. */
function contentOf(home: Home, id: string): string | null {
  try {
    return readPlanFile(home, id)?.content ?? null;
  } catch (error) {
    if (error instanceof SamediError) return null;
    throw error;
  }
}

/**
 * What was deleted last of the plan; null where the trash has nothing of it. A file alone is what another device's
 * deletion left. Throws `invalid_input` for what no deletion wrote.
 */
export function lastDeleted(home: Home, id: string): Deleted | null {
  const records = newest(home, id, 'json');
  const file = newest(home, id, 'md');
  const whole = records && readDeleted(records.name, records.bytes);
  const content = file && decode(file.bytes);
  if (content === null || (whole && (whole.content === content || records.at > file!.at)))
    return whole;
  return { plan: id, content, sessions: [], cards: [], reviews: [] };
}

/** By when it came into the folder: moving a file keeps the time of its contents. */
function newest({ paths }: Home, id: string, ending: 'json' | 'md') {
  const named = new RegExp(`^\\.[\\da-f]{8}\\.${ending}$`);
  const [found] = namesIn(paths.trash)
    .filter((name) => name.startsWith(id) && named.test(name.slice(id.length)))
    .map((name) => ({ name, at: statSync(join(paths.trash, name)).ctimeMs }))
    .sort((a, b) => b.at - a.at);
  return found ? { ...found, bytes: readFileSync(join(paths.trash, found.name)) } : null;
}

function readDeleted(name: string, bytes: Buffer): Deleted {
  try {
    return Deleted.parse(JSON.parse(decode(bytes)));
  } catch (cause) {
    throw new SamediError('invalid_input', `trash/${name} is not what plan delete writes.`, {
      next: 'Bring the plan back from a backup: samedi backup list',
      cause,
    });
  }
}

/** The ids of plans that the trash has something of. */
export function idsInTrash({ paths }: Home): string[] {
  const found = namesIn(paths.trash).flatMap(
    (name) => /^(.+)\.[\da-f]{8}\.(?:json|md)$/.exec(name)?.[1] ?? [],
  );
  return [...new Set(found)].sort();
}

function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder) : [];
}
