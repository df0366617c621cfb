/** Where one can go. The navigation holds what exists, in the order in which a learner asks. */

export type Place =
  | 'today'
  | 'plans'
  | 'stats'
  | 'sessions'
  | 'cards'
  | 'docs'
  | 'settings'
  | 'sign-in';

interface Link {
  place: Place;
  href: string;
  label: string;
}

export const learnerLinks: readonly Link[] = [
  { place: 'today', href: '/', label: 'Today' },
  { place: 'plans', href: '/plans', label: 'Plans' },
  { place: 'stats', href: '/stats', label: 'Statistics' },
  { place: 'sessions', href: '/sessions', label: 'Sessions' },
  { place: 'cards', href: '/cards', label: 'Cards' },
  { place: 'docs', href: '/docs', label: 'Docs' },
];

export const strangerLinks: readonly Link[] = [
  { place: 'docs', href: '/docs', label: 'Docs' },
  { place: 'sign-in', href: '/login', label: 'Sign in' },
];
