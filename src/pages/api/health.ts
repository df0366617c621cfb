import type { APIRoute } from 'astro';
import { version } from '../../../package.json';
import { onlyMethods } from '../../api/endpoint.ts';

/** Liveness: answers without touching a binding. */
export const GET: APIRoute = () =>
  Response.json({ status: 'ok', version }, { headers: { 'cache-control': 'no-store' } });

export const ALL = onlyMethods({ GET });
