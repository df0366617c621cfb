/** The form on /login: sends a link to the browser that asks. */
import type { VisitorContext } from '../context.ts';
import type { Asked } from './asked.ts';
import { mailLink } from './mail-link.ts';
import { hash } from './secrets.ts';

interface Asking {
  email: string;
  /** The page to end at. */
  next: string;
  /** As the list of devices would call this browser. */
  device_name: string;
  nonce: string;
}

/** What the browser is to hold on to. Throws as `mailLink` does. */
export async function askOnPage(ctx: VisitorContext, { nonce, ...asking }: Asking): Promise<Asked> {
  const browser_hash = await hash(nonce);
  const { linkHash } = await mailLink(ctx, { ...asking, client: 'browser', browser_hash });
  return { nonce, linkHash };
}
