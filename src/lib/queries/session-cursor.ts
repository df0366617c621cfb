/** Where a page of the history ends, as text that a query can hold. */
import { z } from 'zod';

/** Where a page of sessions ends: before the session that began at `startedAt` (Unix milliseconds) and has this id. */
export interface SessionCursor {
  startedAt: number;
  id: string;
}

/** `1769500000123` or `1769500000123,ID`; the latter is what a page gives to go on from. */
const cursorPattern = /^(-?\d{1,15})(?:,(.{1,200}))?$/u;

export const SessionCursor = z
  .string()
  .regex(cursorPattern, 'not where a page ends: use `next` of the answer before')
  .transform((text): SessionCursor => {
    const [, startedAt, id] = cursorPattern.exec(text) ?? [];
    return { startedAt: Number(startedAt), id: id ?? '' };
  });

export function cursorText({ startedAt, id }: SessionCursor): string {
  return `${startedAt},${id}`;
}
