import type { APIRoute } from 'astro';
import { version } from '../../../package.json';
import { serverSettings } from '../../api/context.ts';
import { jsonResponse, onlyMethods } from '../../api/endpoint.ts';

/** Liveness, and which doors are open: answers without a trip. */
export const GET: APIRoute = () => {
  const { signUp, mailsADay } = serverSettings();
  return jsonResponse({ status: 'ok', version, sign_up: signUp, mails_a_day: mailsADay });
};

export const ALL = onlyMethods({ GET });
