import type { SessionFilter } from '../../lib/queries/filters.ts';

export type Narrowed = Pick<SessionFilter, 'plan' | 'from' | 'to'>;

/** The page of sessions, narrowed; `before` goes on where a page ended. */
export function sessionsPath(filter: Narrowed, before?: string): string {
  const query = sessionsQuery(filter);
  if (before) query.set('before', before);
  return query.size === 0 ? '/sessions' : `/sessions?${query}`;
}

function sessionsQuery({ plan, from, to }: Narrowed): URLSearchParams {
  const given = Object.entries({ plan, from, to }).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  );
  return new URLSearchParams(given);
}

/** The sessions after those of `sessionsPath`, alone; `month` is the one that the list so far ends in. */
export function sessionsPart(filter: Narrowed, before: string, month = ''): string {
  const query = sessionsQuery(filter);
  query.set('before', before);
  query.set('month', month);
  return `/partials/sessions?${query}`;
}
