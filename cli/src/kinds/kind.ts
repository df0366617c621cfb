/** What the CLI knows of a kind of records; all that depends on the kind follows from it. */
import type { Finding } from '../check/finding.ts';
import type { Home } from '../home/home.ts';
import type { Table } from '../home/schema/table.ts';

export interface Merged<Data> {
  data: Data;
  /** Whether all that either side changed is in it. */
  clean: boolean;
  /** Whether it holds what the winner holds. */
  same: boolean;
}

/** `Base` is as much of a record as a merge starts from. */
export interface RecordKind<Data extends object = object, Base extends object = Data> {
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
  /** What a merge may start from: versions that this home had, and other devices may have had as well. */
  bases?(home: Home, id: string): { version: number; data: Base }[];
  /** What `winner` and `loser` both made of `base`; null where that would be no record. */
  merge?(base: Base, winner: Data, loser: Data): Merged<Data> | null;
  /** Whether the record is, as it was written, what the version of that name is. */
  rereads?(home: Home, id: string, version: number): boolean;
  /** The server holds this version, too. */
  agreed?(home: Home, id: string, version: number, data: Data): void;
  /** What a person knows it by; undefined where the fields do not say. */
  title(id: string, data: Partial<Data>): string | undefined;
  /** The text that a version is, where it is more than its fields. */
  lines?(data: Partial<Data>): string[];
  /** What is wrong with those that are here. */
  findings(home: Home): Finding[];
}
