/** A plan's file: its bytes as text, exactly, and what tells that it changed. */
import { createHash } from 'node:crypto';
import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';
import { isPlanId } from '../../../src/lib/plan/plan.ts';
import { readIfThere } from '../home/files.ts';
import type { Home } from '../home/home.ts';
import { fileReason } from '../home/trouble.ts';

export interface PlanFile {
  id: string;
  content: string;
  hash: string;
}

export function planPath(home: Pick<Home, 'paths'>, id: string): string {
  return pathOfPlan(home.paths.plans, id);
}

/**
 * The one place where an id becomes a path, wherever it comes from: a server, an archive, the database's own tables.
 * Throws `plan_file_invalid` for what is no plan's id, since it could lead out of the home.
 */
export function pathOfPlan(folder: string, id: string, mark = ''): string {
  if (isPlanId(id)) return join(folder, `${id}${mark}.md`);
  throw new SamediError('plan_file_invalid', `${JSON.stringify(id)} is no plan's id.`, {
    next: 'An id has letters, digits, ".", "_" and "-" only, a letter or digit first, and at most 100 of them.',
  });
}

/** Null where there is no file. Throws `plan_file_invalid` where it cannot be read, or is not UTF-8. */
export function readPlanFile(home: Pick<Home, 'paths'>, id: string): PlanFile | null {
  const bytes = bytesOf(planPath(home, id));
  return bytes && { id, content: decode(bytes), hash: hashOf(bytes) };
}

/** The hash of the file as it is now, whatever is in it; null where there is none. */
export function hashOnDisk(home: Pick<Home, 'paths'>, id: string): string | null {
  const bytes = bytesOf(planPath(home, id));
  return bytes && hashOf(bytes);
}

/** Opening a pipe would wait for whoever writes into it, so what is no file is not opened. */
function bytesOf(path: string): Buffer | null {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    // A link whose target is away is no file that is missing: the plan may be in a vault that comes back.
    if (!stat && lstatSync(path, { throwIfNoEntry: false })) throw unreadable('ENOENT');
    if (stat && !stat.isFile()) throw unreadable(stat.isDirectory() ? 'EISDIR' : 'EINVAL');
    return readIfThere(path);
  } catch (error) {
    throw asUnreadable(error);
  }
}

/** What the system says about one plan's file concerns that plan alone. */
function asUnreadable(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof SamediError || code === undefined ? error : unreadable(code, error);
}

const why: Record<string, string> = {
  ENOENT: 'it is a link, and what it leads to is not there',
  ELOOP: 'it is a link that leads to itself',
  EISDIR: 'it is a folder, not a file',
  EINVAL: 'it is no file, but a pipe or a device',
};

function unreadable(code: string, cause?: unknown): SamediError {
  const what = `it cannot be read: ${why[code] ?? fileReason(code)}.`;
  return new SamediError('plan_file_invalid', what, {
    next: 'Put a file that you may read in its place, or move it out of the folder.',
    cause,
  });
}

export function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Text whose UTF-8 is `bytes` again. Throws `plan_file_invalid` where there is none. */
export function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new SamediError('plan_file_invalid', 'the file is not UTF-8 text.', {
      next: 'Save it as UTF-8.',
      cause,
    });
  }
}

export interface Stamp {
  size: number;
  /** Unix ms with its fraction; null where the file is so young that a later write could carry the same. */
  mtimeMs: number | null;
}

/** Some file systems keep times to two seconds only. */
const YOUNG_MS = 2_000;

/** Throws `plan_file_invalid` where the system does not tell. */
export function stampOf(path: string): Stamp & { writtenAt: number } {
  const { size, mtimeMs } = statOf(path);
  const young = Date.now() - mtimeMs < YOUNG_MS;
  return { size, mtimeMs: young ? null : mtimeMs, writtenAt: Math.max(0, Math.floor(mtimeMs)) };
}

function statOf(path: string) {
  try {
    return statSync(path);
  } catch (error) {
    throw asUnreadable(error);
  }
}
