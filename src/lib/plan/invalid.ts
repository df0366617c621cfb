import { SamediError } from '../errors.ts';

/** A plan file that cannot be read: where, why, and what to do about it. */
export class PlanInvalid extends SamediError {
  readonly line: number;
  readonly reason: string;

  constructor(line: number, reason: string, next: string) {
    super('plan_file_invalid', `line ${line}: ${reason}`, { next });
    this.line = line;
    this.reason = reason;
  }
}

export function invalid(line: number, reason: string, next: string): PlanInvalid {
  return new PlanInvalid(line, reason, next);
}

/** What somebody wrote, short enough for a message. */
export function quoted(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}
