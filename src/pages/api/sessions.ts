import { endpoint, jsonResponse, onlyMethods } from '../../api/endpoint.ts';
import { listSessions } from '../../api/sessions/list.ts';
import { SessionFilter } from '../../lib/queries/filters.ts';

/** `GET /api/sessions?plan=&from=&to=&before=&limit=`; `next` is the `before` of the page that follows. */
export const GET = endpoint({
  input: SessionFilter,
  access: 'device',
  verb: listSessions,
  respond: ({ sessions, next }) =>
    jsonResponse({ sessions: sessions.map(({ id, data }) => ({ id, ...data })), next }),
});

export const ALL = onlyMethods({ GET });
