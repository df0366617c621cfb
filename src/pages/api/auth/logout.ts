import { z } from 'zod';
import { signOutHeaders } from '../../../api/auth/cookie.ts';
import { logout } from '../../../api/auth/logout.ts';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';

export const POST = endpoint({
  input: z.unknown(),
  verb: logout,
  // Whoever is signed out already, or whose token has expired, is where they want to be.
  access: 'anyone',
  respond: (_, { url }) => new Response(null, { status: 204, headers: signOutHeaders(url) }),
});
export const ALL = onlyMethods({ POST });
