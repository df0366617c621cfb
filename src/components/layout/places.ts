/** Where one can go. The navigation holds what exists, in the order in which a learner asks. */

export type Place =
  | 'today'
  | 'plans'
  | 'stats'
  | 'sessions'
  | 'cards'
  | 'docs'
  | 'settings'
  | 'sign-in'
  | 'astray';

interface Link {
  place: Place;
  href: string;
  label: string;
}

const today: Link = { place: 'today', href: '/', label: 'Today' };
const docs: Link = { place: 'docs', href: '/docs', label: 'Docs' };
const signIn: Link = { place: 'sign-in', href: '/login', label: 'Sign in' };
const learnerLinks: readonly Link[] = [
  today,
  { place: 'plans', href: '/plans', label: 'Plans' },
  { place: 'stats', href: '/stats', label: 'Statistics' },
  { place: 'sessions', href: '/sessions', label: 'Sessions' },
  { place: 'cards', href: '/cards', label: 'Cards' },
  docs,
];

/** Pages that nobody set out for don't know who is there, so they ask nobody to sign in. */
export function linksFor(signedIn: boolean, place: Place | undefined): readonly Link[] {
  if (signedIn) return learnerLinks;
  return place === 'astray' ? [today, docs] : [docs, signIn];
}
