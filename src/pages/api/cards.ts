import { listCards } from '../../api/cards/list.ts';
import { endpoint, jsonResponse, onlyMethods } from '../../api/endpoint.ts';
import { CardFilter } from '../../lib/queries/filters.ts';

/** `GET /api/cards?due=&plan=&tag=&after=`; `next` is the `after` that goes on looking, also from an empty answer. */
export const GET = endpoint({
  input: CardFilter,
  access: 'device',
  verb: listCards,
  respond: ({ cards, next, counts }) =>
    jsonResponse({
      cards: cards.map(({ id, data }) => ({ id, ...data })),
      next,
      plans: counts,
    }),
});

export const ALL = onlyMethods({ GET });
