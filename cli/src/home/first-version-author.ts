/** Who wrote the records of a home of the first version, which kept no authors. */
import { createHash } from 'node:crypto';

/** The author of a plan's version until its file is read for the first time. */
export const UNREAD_AUTHOR = 'v1';

/** The author of a first version's record: its content's hash, so that copies which differ have different authors. */
export function firstVersionAuthor(content: string): string {
  return `${UNREAD_AUTHOR}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}
