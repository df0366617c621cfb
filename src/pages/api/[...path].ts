import type { APIRoute } from 'astro';
import { problemResponse } from '../../api/problem.ts';
import { SamediError } from '../../lib/errors.ts';

/** Whatever the API does not have, answered as the API answers. */
export const ALL: APIRoute = ({ locals, url }) =>
  problemResponse(
    new SamediError('not_found', `There is no ${url.pathname.slice(0, 100)}.`, {
      next: 'The API is described at /docs/api.',
    }),
    locals.requestId,
  );
