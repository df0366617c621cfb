/** What the CLI knows of a kind of records; all that depends on the kind follows from it. */
import type { Finding } from '../check/finding.ts';
import type { Home } from '../home/home.ts';
import type { Table } from '../home/schema/table.ts';

export interface RecordKind<Data extends object = object> {
  /** Of which triggers note each change; null where records are files, whose changes are noted in reading them. */
  readonly table: Table | null;
  /** As it is sent; null where there is none to be sent now. Throws `invalid_record` where it cannot be read. */
  read(home: Home, id: string): Data | null;
  /** As it is shown, where that is not what is sent: also what cannot be sent can be looked at. */
  show?(home: Home, id: string): Partial<Data> | null;
  /**
   * Makes the record what another device's version says, within the caller's transaction; null is a deletion. False
   * where that has to wait: what is here is the learner's, and was not read yet.
   */
  take(home: Home, id: string, data: Data | null, updatedAt: number): boolean;
  /** Makes the record what the learner says, an edit like any other; null deletes it. */
  edit(home: Home, id: string, data: Data | null): void;
  /** The server holds this version, too. */
  agreed?(home: Home, id: string, version: number, data: Data): void;
  /** What a person knows it by; undefined where the fields do not say. */
  title(id: string, data: Partial<Data>): string | undefined;
  /** The text that a version is, where it is more than its fields. */
  lines?(data: Partial<Data>): string[];
  /** What is wrong with those that are here. */
  findings(home: Home): Finding[];
}
