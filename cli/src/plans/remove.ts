/** Taking a plan's file away, without destroying it. */
import { mkdirSync, renameSync } from 'node:fs';
import type { Home } from '../home/home.ts';
import { hashOnDisk, pathOfPlan, planPath } from './file.ts';

/** Moves the file to the trash folder, and forgets having read it. */
export function removePlanFile(home: Home, id: string): void {
  const hash = hashOnDisk(home, id);
  if (hash !== null) moveToTrash(home, id, hash);
  home.db.prepare('DELETE FROM plan_files WHERE id = ?').run(id);
}

/** Contents of one plan have names of their own there, by their hash. */
export function moveToTrash(home: Home, id: string, hash: string): void {
  mkdirSync(home.paths.trash, { recursive: true, mode: 0o700 });
  renameSync(planPath(home, id), pathOfPlan(home.paths.trash, id, `.${hash.slice(0, 8)}`));
}
