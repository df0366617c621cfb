import { SamediError } from '../errors.ts';

/** A plan file that cannot be read: where, why, and what to do about it. */
export function invalid(line: number, reason: string, next: string): SamediError {
  return new SamediError('plan_file_invalid', `line ${line}: ${reason}`, { next });
}

/** What somebody wrote, short enough for a message. */
export function quoted(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}
