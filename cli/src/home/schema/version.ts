/**
 * Which version of the schema a database has, apart from the schema itself: a home that is up to date loads no more.
 */
import { value } from '../rows.ts';
import type { Database } from '../sqlite.ts';

/** 1 is the first version's, 3 added reviews, 4 what lost, 5 names of versions. */
export const SCHEMA_VERSION = 5;

/** The schema's version; 0 for a database without tables. */
export function versionOf(db: Database): number {
  const table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'";
  if (value(db, table) === null) return 0;
  return value<number>(db, 'SELECT max(version) FROM schema_migrations') ?? 1;
}
