/** Where a form of /settings leads to: back to the page by GET, so that reloading it sends nothing again. */
import { themeCookie } from '../../../lib/settings/theme.ts';
import { signOutHeaders } from '../../auth/cookie.ts';
import { seeOther } from '../../see-other.ts';
import type { Changed } from './change.ts';

export function answerTo(changed: Changed, url: URL): Response {
  switch (changed.did) {
    case 'days':
    case 'address':
      return seeOther(`/settings?done=${changed.did}#${changed.did}`);
    case 'revoke':
      return seeOther('/settings?done=revoke#devices');
    case 'look':
      return seeOther('/settings?done=look#look', [themeCookie(changed.theme)]);
    case 'sign-out':
      return seeOther('/', [], signOutHeaders(url));
    case 'delete':
      return afterDeletion(changed.deleted, url);
  }
}

/** To the farewell, or to the page that goes on with it. */
export function afterDeletion(deleted: boolean, url: URL): Response {
  return deleted ? seeOther('/goodbye', [], signOutHeaders(url)) : seeOther('/settings/delete');
}
