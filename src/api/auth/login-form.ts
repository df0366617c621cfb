/** POST /login: the form that asks for a link, and the one that takes the code of its mail. */
import type { LoginForm } from '../../lib/wire/auth.ts';
import type { VisitorContext } from '../context.ts';
import { askOnPage } from './ask-on-page.ts';
import { askedCookie, askedIn, noLongerAsked, nonceFor } from './asked.ts';
import { browserByCode } from './by-code.ts';
import { signInCookie } from './cookie.ts';

interface Sender {
  request: Request;
  url: URL;
  /** As the list of devices is to call this browser. */
  device_name: string;
}

/** Where the form leads to, and what the browser is to hold then. Throws what its verbs do. */
export async function loginForm(
  ctx: VisitorContext,
  form: LoginForm,
  { request, url, device_name }: Sender,
): Promise<{ location: string; cookies: string[] }> {
  if ('code' in form) {
    const { next, signedIn } = await browserByCode(ctx, askedIn(request), { ...form, device_name });
    return { location: next, cookies: [signInCookie(signedIn.token, url), noLongerAsked(url)] };
  }
  const asked = await askOnPage(ctx, { ...form, device_name, nonce: nonceFor(request) });
  return { location: ctx.identity ? '/login?again' : '/login', cookies: [askedCookie(asked, url)] };
}
