import type { CardFilter } from '../../lib/queries/filters.ts';

/** The page of cards, narrowed. */
export function cardsPath({ plan, tag, after }: Omit<CardFilter, 'due'>): string {
  const query = new URLSearchParams();
  if (plan) query.set('plan', plan);
  if (tag) query.set('tag', tag);
  if (after) query.set('after', after);
  return query.size === 0 ? '/cards' : `/cards?${query}#due`;
}
