/** The database of an opened backup, made ready to be this home's. */
import { join } from 'node:path';
import { newer } from '../home/database.ts';
import { SCHEMA_VERSION, versionOf } from '../home/schema/version.ts';
import { openSqlite, transaction } from '../home/sqlite.ts';
import { upgradeSchema } from '../home/upgrade.ts';
import { prepareRestored, type Restoring } from '../sync/start-over/restored.ts';

/**
 * Throws `home_newer`. One of Samedi's first version stays as it is: it knows nothing of sync, until the home is
 * opened.
 */
export function prepareDatabase(folder: string, restoring: Restoring): void {
  const db = openSqlite(join(folder, 'sessions.db'));
  try {
    db.exec('PRAGMA trusted_schema = OFF');
    const version = versionOf(db);
    if (version > SCHEMA_VERSION) throw newer(folder, version);
    if (version < 2) return;
    transaction(db, () => upgradeSchema(db, version));
    prepareRestored(db, restoring);
  } finally {
    db.close();
  }
}
