/** The form on /settings: deletes the account of whoever typed its address. */
import { SamediError } from '../../../lib/errors.ts';
import type { DeletionAnswer } from '../../../lib/wire/account.ts';
import type { DeviceContext } from '../../context.ts';
import { requireSignedIn } from '../../db/owned.ts';
import { deleteAccount } from './delete.ts';

/** Throws `invalid_input` where another address was typed, and what `deleteAccount` does. */
export async function deleteConfirmed(
  ctx: DeviceContext,
  { typed }: { typed: string },
): Promise<DeletionAnswer> {
  const account = await requireSignedIn(ctx);
  if (typed.trim().toLowerCase() === account.email) return deleteAccount(ctx);
  throw new SamediError('invalid_input', 'This is not the address of this account.', {
    next: 'Nothing was deleted.',
    issues: ['confirm: This is not the address of this account. Nothing was deleted.'],
  });
}
