/**
 * Homes of the versions between the first and this one, made of a present one: what those lacked, and what they had.
 */
import { change } from './homes.ts';

/** Before versions had names. */
const version4 = `
  DROP INDEX versions_dirty; ALTER TABLE versions RENAME TO versions_now; ALTER TABLE conflicts RENAME TO conflicts_now;
  CREATE TABLE versions (kind TEXT NOT NULL, id TEXT NOT NULL, updated_at INTEGER NOT NULL, device_id TEXT NOT NULL,
    base INTEGER NOT NULL, dirty INTEGER NOT NULL, known INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, id)) WITHOUT ROWID;
  CREATE INDEX versions_dirty ON versions (kind, id) WHERE dirty = 1;
  INSERT INTO versions SELECT kind, id, updated_at, device_id, 0, dirty, 1 - dirty, deleted FROM versions_now;
  CREATE TABLE conflicts (id TEXT PRIMARY KEY, kind TEXT NOT NULL, record_id TEXT NOT NULL, updated_at INTEGER NOT NULL,
    device_id TEXT NOT NULL, data TEXT, detected_at INTEGER NOT NULL, dropped INTEGER NOT NULL DEFAULT 0,
    replaced_by TEXT) WITHOUT ROWID;
  INSERT INTO conflicts SELECT kind || ':' || record_id || ':' || updated_at || ':' || device_id, kind, record_id,
    updated_at, device_id, data, detected_at, dropped, NULL FROM conflicts_now;
  CREATE TABLE losses (id TEXT PRIMARY KEY, kind TEXT NOT NULL, record_id TEXT NOT NULL, updated_at INTEGER NOT NULL,
    device_id TEXT NOT NULL, data TEXT, detected_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE held (kind TEXT NOT NULL, id TEXT NOT NULL, delta TEXT NOT NULL, base INTEGER NOT NULL,
    PRIMARY KEY (kind, id)) WITHOUT ROWID;
  ALTER TABLE plan_files ADD COLUMN arriving_hash TEXT; ALTER TABLE plan_files ADD COLUMN synced_content TEXT;
  UPDATE plan_files SET synced_content = (SELECT content FROM plan_bases WHERE plan_id = plan_files.id ORDER BY place DESC LIMIT 1);
  DROP TABLE versions_now; DROP TABLE conflicts_now; DROP TABLE plan_bases; DROP TABLE plan_writes;
  INSERT OR REPLACE INTO sync_state VALUES ('mark', '~m'), ('marks_left', '~m ');
  DELETE FROM sync_state WHERE key IN ('known_head', 'difference');
  DELETE FROM schema_migrations WHERE version > 4;`;

const version3 = `${version4}
  ALTER TABLE conflicts DROP COLUMN replaced_by; DROP TABLE losses; DELETE FROM schema_migrations WHERE version > 3;`;

/** Before reviews were a log. */
const version2 = `${version3}
  DROP TABLE reviews; DROP TABLE unscheduled;
  DELETE FROM versions WHERE kind = 'reviews'; DELETE FROM schema_migrations WHERE version > 2;`;

const older = { 2: version2, 3: version3, 4: version4 };

/** Makes `home` one of `version`. Nothing notes changes there until it is opened again. */
export function makeOlder(home: string, version: keyof typeof older): void {
  change(home, `${dropTriggers}\n${older[version]}`);
}

const dropTriggers = ['sessions', 'cards', 'reviews']
  .flatMap((table) => ['inserted', 'updated', 'deleted'].map((what) => `${table}_${what}`))
  .concat('plans_deleted', 'cards_deleted_reviews', 'cards_rated')
  .map((name) => `DROP TRIGGER samedi_${name};`)
  .join(' ');
