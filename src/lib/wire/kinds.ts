/** The kinds of records, apart from their schemas, so that a command that does not sync loads no validator. */

/** In the order in which they travel: a card's reviews before the card, so that its log is there when it comes. */
export const kinds = ['plans', 'sessions', 'reviews', 'cards'] as const;
export type Kind = (typeof kinds)[number];
