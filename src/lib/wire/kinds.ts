/** The kinds of records, apart from their schemas, so that a command that does not sync loads no validator. */

/** In the order in which they travel: a card's reviews before the card, so that its log is there when it comes. */
export const kinds = ['plans', 'sessions', 'reviews', 'cards'] as const;
export type Kind = (typeof kinds)[number];

/** The word for one of a kind, in the order in which people are told of them. */
export const kindWords = {
  plans: 'plan',
  sessions: 'session',
  cards: 'card',
  reviews: 'review',
} as const satisfies Record<Kind, string>;
export const toldKinds = Object.keys(kindWords) as Kind[];

/** In the order in which people are told of them. */
export function ofEachKind<Value>(of: (kind: Kind) => Value): Record<Kind, Value> {
  return Object.fromEntries(toldKinds.map((kind) => [kind, of(kind)])) as Record<Kind, Value>;
}
