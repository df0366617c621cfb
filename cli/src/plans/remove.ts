/** Taking a plan's file away, without destroying it. */
import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import type { Home } from '../home/home.ts';
import { hashOnDisk, pathOfPlan, planPath } from './file.ts';

/** Moves the file to the trash folder, and forgets having read it. */
export function removePlanFile(home: Home, id: string): void {
  const hash = hashOnDisk(home, id);
  if (hash !== null) moveToTrash(home, id, hash);
  home.db.prepare('DELETE FROM plan_files WHERE id = ?').run(id);
}

/** Moves the file, or the link to it, to the trash folder. */
export function moveToTrash(home: Home, id: string, hash: string): void {
  renameSync(planPath(home, id), placeInTrash(home, id, hash));
}

/** Keeps what the file holds; the file, or the link to it, stays. */
export function copyToTrash(home: Home, id: string, hash: string): void {
  copyFileSync(planPath(home, id), placeInTrash(home, id, hash));
}

/** Contents of one plan have names of their own there, by their hash. */
function placeInTrash(home: Home, id: string, hash: string): string {
  mkdirSync(home.paths.trash, { recursive: true, mode: 0o700 });
  return pathOfPlan(home.paths.trash, id, `.${hash.slice(0, 8)}`);
}
