/**
 * Files follow the database: what has to become of a plan's file is stored with the plan's version, in one transaction, and done
 * after it. A command that is cut in between leaves it to the next one.
 */
import { writeWhole } from '../home/files.ts';
import type { Home } from '../home/home.ts';
import { select } from '../home/rows.ts';
import { planWrites } from '../home/schema/tables.ts';
import { type Database, statement, transaction } from '../home/sqlite.ts';
import { hashOf, hashOnDisk, planPath, stampOf } from './file.ts';
import { moveToTrash } from './remove.ts';
import { knownFile, rememberFile } from './store.ts';

/** Notes what the file is to hold, or, with null, that it is to go. Within the caller's transaction. */
export function notePlanFile(db: Database, id: string, content: string | null): void {
  statement(
    db,
    `INSERT INTO plan_writes (id, content, over_hash) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET content = excluded.content`,
  ).run(id, content, knownFile(db, id)?.hash ?? null);
}

/** Does what was noted. What an editor wrote into a file meanwhile goes to the trash, and the learner is told. */
export function finishPlanFiles(home: Home): void {
  const { db } = home;
  for (const { id, content, over_hash } of select(db, planWrites, 'ORDER BY id').all()) {
    const onDisk = hashOnDisk(home, id);
    const hash = content === null ? null : hashOf(content);
    if (onDisk !== null && onDisk !== hash) {
      if (onDisk !== over_hash) sayMoved(home, id);
      if (content === null || onDisk !== over_hash) moveToTrash(home, id, onDisk);
    }
    if (content !== null && onDisk !== hash) writeWhole(planPath(home, id), content);
    transaction(db, () => {
      if (hash === null) statement(db, 'DELETE FROM plan_files WHERE id = ?').run(id);
      else rememberFile(db, id, hash, stampOf(planPath(home, id)));
      statement(db, 'DELETE FROM plan_writes WHERE id = ?').run(id);
    });
  }
}

function sayMoved(home: Home, id: string): void {
  home.warn(
    `plans/${id}.md was edited while a newer version of it came; that edit is in ${home.paths.trash}.`,
  );
}
