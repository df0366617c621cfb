/** The link that confirms an address, as `email_changes` holds it. */
import { SamediError } from '../../../lib/errors.ts';
import { linkInvalid } from '../../auth/link-errors.ts';
import { LINK_LIVES } from '../../auth/links.ts';
import type { Context } from '../../context.ts';
import { columns, computed, type RowIn, sql } from '../../db/rows.ts';

const TAKEN = computed<{ taken: 0 | 1 }>(
  'EXISTS (SELECT 1 FROM users WHERE email = new_email AND id <> user_id) AS taken',
);
/** Whether account, address and the device that asked are still as they were. */
const UNCHANGED = computed<{
  unchanged: 0 | 1;
}>(`EXISTS (SELECT 1 FROM users u JOIN devices d ON d.user_id = u.id WHERE u.id = c.user_id AND u.email = old_email
      AND u.deleting_at IS NULL AND d.id = c.device_id AND d.revoked_at IS NULL) AS unchanged`);

export const LINK_STATE = sql`SELECT ${columns('email_changes c', 'old_email', 'new_email', 'created_at', 'used_at')},
    ${TAKEN}, ${UNCHANGED}
  FROM email_changes c WHERE link_hash = ?1`;
export type LinkState = RowIn<typeof LINK_STATE>;

/** Throws `link_invalid`, `link_expired`, `link_used`. */
export function requireUsable(ctx: Context, state: LinkState | null): LinkState {
  if (!state) throw linkInvalid();
  if (state.used_at !== null) {
    throw new SamediError('link_used', 'The link works once, and it was used already.', { next });
  }
  if (ctx.now() >= state.created_at + LINK_LIVES) {
    throw new SamediError('link_expired', 'The link works for 15 minutes, and they are over.', {
      next,
    });
  }
  if (!state.unchanged) {
    throw new SamediError('link_invalid', 'The device that asked for this was signed out.', {
      next,
    });
  }
  return state;
}

const next = 'Ask for a new one at /settings.';
