/** What is said of a backup in HTTP headers, both ways: structured fields (RFC 9651). */
import { BackupContents } from '../wire/backups.ts';

/** The `Repr-Digest` (RFC 9530) of something with this SHA-256 (base64). */
export function digestHeader(base64: string): string {
  return `sha-256=:${base64}:`;
}

/** The SHA-256 (base64, 44 characters) in a `Repr-Digest`; null where it has none. */
export function digestIn(header: string | null): string | null {
  return /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/.exec(header ?? '')?.[1] ?? null;
}

export type Described = { contents: BackupContents; encrypted: boolean };

/** `Samedi-Contents`: `plans=3, sessions=120, cards=900, reviews=4000, encrypted`. */
export function contentsHeader({ contents, encrypted }: Described): string {
  const { plans, sessions, cards, reviews } = contents;
  const counts = `plans=${plans}, sessions=${sessions}, cards=${cards}, reviews=${reviews}`;
  return encrypted ? `${counts}, encrypted` : counts;
}

const FORM =
  /^plans=(?<plans>\d{1,9}), sessions=(?<sessions>\d{1,9}), cards=(?<cards>\d{1,9}), reviews=(?<reviews>\d{1,9})(?<encrypted>, encrypted)?$/;

/** Null where the header is not what `contentsHeader` makes. */
export function contentsIn(header: string | null): Described | null {
  const match = FORM.exec(header ?? '')?.groups;
  if (!match) return null;
  const { encrypted, ...counts } = match;
  const contents = BackupContents.parse(
    Object.fromEntries(Object.entries(counts).map(([kind, count]) => [kind, Number(count)])),
  );
  return { contents, encrypted: encrypted !== undefined };
}
