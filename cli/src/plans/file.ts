/** A plan's file: its bytes as text, exactly, and what tells that it changed. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { SamediError } from '../../../src/lib/errors.ts';
import { readIfThere } from '../home/files.ts';
import type { Home } from '../home/home.ts';

export interface PlanFile {
  id: string;
  content: string;
  hash: string;
}

export function planPath(home: Pick<Home, 'paths'>, id: string): string {
  return join(home.paths.plans, `${id}.md`);
}

/** Null where there is no file. Throws `plan_file_invalid` where it is not UTF-8. */
export function readPlanFile(home: Pick<Home, 'paths'>, id: string): PlanFile | null {
  const bytes = readIfThere(planPath(home, id));
  return bytes && { id, content: decode(bytes), hash: hashOf(bytes) };
}

/** The hash of the file as it is now, whatever is in it; null where there is none. */
export function hashOnDisk(home: Pick<Home, 'paths'>, id: string): string | null {
  const bytes = readIfThere(planPath(home, id));
  return bytes && hashOf(bytes);
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

export function stampOf(path: string): Stamp & { writtenAt: number } {
  const { size, mtimeMs } = statSync(path);
  const young = Date.now() - mtimeMs < YOUNG_MS;
  return { size, mtimeMs: young ? null : mtimeMs, writtenAt: Math.max(0, Math.floor(mtimeMs)) };
}
