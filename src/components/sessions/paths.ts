import type { SessionFilter } from '../../lib/reading.ts';

export type Narrowed = Pick<SessionFilter, 'plan' | 'from' | 'to'>;

/** The page of sessions, narrowed; `before` goes on where a page ended. */
export function sessionsPath(filter: Narrowed, before?: string): string {
  const query = sessionsQuery(filter);
  if (before) query.set('before', before);
  return query.size === 0 ? '/sessions' : `/sessions?${query}`;
}

export function sessionsQuery({ plan, from, to }: Narrowed): URLSearchParams {
  const given = Object.entries({ plan, from, to }).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  return new URLSearchParams(given);
}
