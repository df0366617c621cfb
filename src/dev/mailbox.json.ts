/** GET /dev/mailbox.json?to=ADDRESS: every mail to it, or to anyone, newest first. */
import type { APIRoute } from 'astro';
import { contextFor } from '../api/context.ts';
import { readMailbox } from './mailbox.ts';

export const GET: APIRoute = async ({ url, request, locals }) => {
  const { kv } = contextFor({ request, ...locals });
  return Response.json(await readMailbox(kv, url.searchParams.get('to')));
};
