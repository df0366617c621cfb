/** The forms of /settings, each by its verb. */
import { SamediError } from '../../lib/errors.ts';
import type { SettingsForm } from '../../lib/settings/forms.ts';
import type { Theme } from '../../lib/settings/theme.ts';
import type { Settings } from '../../lib/wire/settings.ts';
import type { Context } from '../context.ts';
import { accountOf, accountStatement, readOwned, requireIdentity } from '../db/owned.ts';
import { revokeDevice } from '../devices/revoke.ts';
import { askForAddress } from './ask-address.ts';
import { deleteAccount } from './delete.ts';

export type Changed =
  | { did: 'days' | 'revoke' | 'address' }
  | { did: 'look'; theme: Theme }
  /** This browser is not signed in any more. */
  | { did: 'sign-out' }
  | { did: 'delete'; deleted: boolean };

export async function changeSettings(ctx: Context, form: SettingsForm): Promise<Changed> {
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
      await update(ctx, 'streaks_hidden = ?3', [form.streaks === 'hidden' ? 1 : 0]);
      return { did: 'look', theme: form.theme };
    case 'revoke':
      await revokeDevice(ctx, { id: form.device });
      return { did: form.device === requireIdentity(ctx).deviceId ? 'sign-out' : 'revoke' };
    case 'address':
      await askForAddress(ctx, { email: form.email });
      return { did: 'address' };
    case 'delete':
      await requireAddress(ctx, form.confirm);
      return { did: 'delete', ...(await deleteAccount(ctx)) };
  }
}

/** What was changed last counts, here or in a home's config. */
function saveDays(ctx: Context, settings: Settings): Promise<void> {
  return update(
    ctx,
    'time_zone = ?3, week_starts_on = ?4, day_starts_at_minutes = ?5, weekly_goal_minutes = ?6',
    [
      settings.time_zone,
      settings.week_starts_on,
      settings.day_starts_at_minutes,
      settings.weekly_goal_minutes,
    ],
  );
}

/** Sets columns of the user's row, if the asking device is signed in. */
async function update(ctx: Context, columns: string, values: unknown[]): Promise<void> {
  const { userId, deviceId } = requireIdentity(ctx);
  const [asking] = await ctx.db.batch([
    accountStatement(ctx),
    ctx.db
      .prepare(
        `UPDATE users SET ${columns} WHERE id = ?1 AND deleting_at IS NULL
           AND EXISTS (SELECT 1 FROM devices WHERE user_id = ?1 AND id = ?2 AND revoked_at IS NULL)`,
      )
      .bind(userId, deviceId, ...values),
  ]);
  accountOf(asking);
}

async function requireAddress(ctx: Context, typed: string): Promise<void> {
  const { account } = await readOwned(ctx, []);
  if (typed.trim().toLowerCase() === account.email) return;
  throw new SamediError('invalid_input', 'This is not the address of this account.', {
    next: 'Nothing was deleted.',
    issues: ['confirm: This is not the address of this account. Nothing was deleted.'],
  });
}
