/** Where sign-in ends: at the page that was asked for first. */

/** Every page of a learner's; addresses of sign-in itself, of the API and of other sites are none. */
const PAGES =
  /^\/(?:(?:plans|days|sessions|stats|cards|settings)(?:\/[\w.-]*)?)?(?:\?[^#\\\s]*)?(?:#[\w-]*)?$/;

/** `asked`, where it is an address of a learner's page on this site; else the dashboard. At most 500 characters. */
export function pageAfterSignIn(asked: string | null | undefined): string {
  return asked && asked.length <= 500 && PAGES.test(asked) ? asked : '/';
}

/** The way to signing in once more, for what wants a sign-in of late, and back. */
export function signInAgainFor({ pathname }: Pick<URL, 'pathname'>): string {
  return `/login?again&next=${encodeURIComponent(pageAfterSignIn(pathname))}`;
}

/** The way to sign-in from a page, and back. */
export function signInFor({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string {
  const page = pageAfterSignIn(pathname + search);
  return page === '/' ? '/login' : `/login?next=${encodeURIComponent(page)}`;
}
