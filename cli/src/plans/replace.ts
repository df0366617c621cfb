/** Putting a text in the place of a plan's, made from what the file holds at that moment. */
import { SamediError } from '../../../src/lib/errors.ts';
import { writeWhole } from '../home/files.ts';
import type { Home } from '../home/home.ts';
import { transaction } from '../home/sqlite.ts';
import { planPath, readPlanFile } from './file.ts';

/**
 * Writes what `edit` makes of the file's text. Returns whether that is another. The database's own lock keeps other
 * commands, and what a round of sync brings, from coming in between. Throws `not_found` where there is no file.
 */
export function replacePlanText(home: Home, id: string, edit: (text: string) => string): boolean {
  return transaction(home.db, () => {
    for (;;) {
      const file = readPlanFile(home, id);
      if (!file) throw gone(id);
      const text = edit(file.content);
      if (text === file.content) return false;
      // An editor takes no lock: what it saved meanwhile is read, and edited, anew.
      if (readPlanFile(home, id)?.hash !== file.hash) continue;
      writeWhole(planPath(home, id), text);
      return true;
    }
  });
}

function gone(id: string): SamediError {
  return new SamediError('not_found', `plans/${id}.md is gone.`, {
    next: `Run: samedi plan restore ${id}`,
  });
}
