/**
 * Plans as their files name them, without opening the home: for completion, which must make nothing and say nothing.
 */
import { existsSync, readdirSync } from 'node:fs';
import { SamediError } from '../../../src/lib/errors.ts';
import { type Chunk, parsePlan } from '../../../src/lib/plan/plan-file.ts';
import type { HomePaths } from '../home/paths.ts';
import { readPlanFile } from './file.ts';

export function planIdsOnDisk({ plans }: HomePaths): string[] {
  if (!existsSync(plans)) return [];
  return readdirSync(plans)
    .filter((name) => /^[^.].*\.md$/.test(name))
    .map((name) => name.slice(0, -'.md'.length))
    .sort();
}

/** The chunks of the one plan whose id is `text`, or begins with it. */
export function chunksOnDisk(paths: HomePaths, text: string): Pick<Chunk, 'id' | 'title'>[] {
  const ids = planIdsOnDisk(paths);
  const found = ids.includes(text) ? [text] : ids.filter((id) => id.startsWith(text));
  const file = found.length === 1 && found[0] ? readPlanFile({ paths }, found[0]) : null;
  if (!file) return [];
  try {
    return parsePlan(file.content).chunks;
  } catch (error) {
    if (!(error instanceof SamediError)) throw error;
    return []; // Nothing can be offered; the command itself will name what is wrong.
  }
}
