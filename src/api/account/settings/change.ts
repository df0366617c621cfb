/** POST /settings: each of the page's forms, by its verb. */
import type { SettingsForm } from '../../../lib/settings/forms.ts';
import type { Theme } from '../../../lib/settings/theme.ts';
import type { DeviceContext } from '../../context.ts';
import { revokeDevice } from '../../devices/revoke.ts';
import { revokeAll } from '../../devices/revoke-all.ts';
import { askForAddress } from '../address/ask.ts';
import { deleteConfirmed } from '../deletion/delete-confirmed.ts';
import { saveDays } from './save-days.ts';
import { saveLook } from './save-look.ts';

export type Changed =
  | { did: 'days' | 'revoke' | 'address' }
  | { did: 'look'; theme: Theme }
  /** This browser is not signed in any more. */
  | { did: 'sign-out' }
  | { did: 'delete'; deleted: boolean };

export async function changeSettings(ctx: DeviceContext, form: SettingsForm): Promise<Changed> {
  switch (form.do) {
    case 'days':
      await saveDays(ctx, {
        time_zone: form.time_zone,
        week_starts_on: form.week_starts_on,
        day_starts_at_minutes: form.day_starts_at,
        weekly_goal_minutes: form.weekly_goal_hours,
      });
      return { did: 'days' };
    case 'look':
      await saveLook(ctx, { streaksHidden: form.streaks === 'hidden' });
      return { did: 'look', theme: form.theme };
    case 'revoke':
      await revokeDevice(ctx, { id: form.device });
      return { did: form.device === ctx.identity.deviceId ? 'sign-out' : 'revoke' };
    case 'revoke-all':
      await revokeAll(ctx);
      return { did: 'sign-out' };
    case 'address':
      await askForAddress(ctx, { email: form.email });
      return { did: 'address' };
    case 'delete':
      return { did: 'delete', ...(await deleteConfirmed(ctx, { typed: form.confirm })) };
  }
}
