/** What of the look the server keeps; the theme is the browser's own, in a cookie. */
import type { DeviceContext } from '../../context.ts';
import { updateUser } from './update-user.ts';

export function saveLook(ctx: DeviceContext, look: { streaksHidden: boolean }): Promise<void> {
  return updateUser(ctx, { streaks_hidden: look.streaksHidden ? 1 : 0 });
}
