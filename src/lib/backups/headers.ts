/** What is said of a backup in HTTP headers, both ways: structured fields (RFC 9651). */
import { BackupContents } from '../wire/backups.ts';
import { toldKinds } from '../wire/kinds.ts';

export type Described = { contents: BackupContents; encrypted: boolean };

/** `Samedi-Contents`: `plans=3, sessions=120, cards=900, reviews=4000, encrypted`. */
export function contentsHeader({ contents, encrypted }: Described): string {
  const counts = toldKinds.flatMap((kind) =>
    contents[kind] === undefined ? [] : `${kind}=${contents[kind]}`,
  );
  return (encrypted ? [...counts, 'encrypted'] : counts).join(', ');
}

const MEMBER = /^\s*(?<name>[a-z][a-z_]*)(?:=(?<count>\d{1,9}))?\s*$/;

/** Null where the header is not like what `contentsHeader` makes. What it counts that is no kind here is left out. */
export function contentsIn(header: string | null): Described | null {
  const members = (header ?? '').split(',').map((member) => MEMBER.exec(member)?.groups);
  const counts: Record<string, number> = {};
  let encrypted = false;
  for (const member of members) {
    if (!member) return null;
    const { name = '', count } = member;
    if (count !== undefined) counts[name] = Number(count);
    else if (name === 'encrypted') encrypted = true;
    else return null;
  }
  const contents = BackupContents.parse(counts);
  return Object.keys(contents).length > 0 ? { contents, encrypted } : null;
}
