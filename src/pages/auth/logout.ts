import type { APIRoute } from 'astro';
import { signOutHeaders } from '../../api/auth/cookie.ts';
import { logout } from '../../api/auth/logout.ts';
import { contextFor } from '../../api/context.ts';
import { onlyMethods } from '../../api/endpoint.ts';
import { seeOther } from '../../api/see-other.ts';

/** The button in the page. A post from another site is refused before it comes here (`security.checkOrigin`). */
export const POST: APIRoute = async ({ request, locals, url }) => {
  await logout(contextFor({ request, ...locals }));
  return seeOther('/', [], signOutHeaders(url));
};
export const ALL = onlyMethods({ POST });
