/** Who may make an account; `SIGN_UP` says. Who has one signs in as ever. */
import { SamediError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { rowsOf, statement } from '../db/batch.ts';

/** Whether an account may be made for the address. */
export function maySignUp({ settings }: Context, email: string): boolean {
  if (settings.signUp !== 'invited') return settings.signUp === 'open';
  const domain = email.slice(email.lastIndexOf('@') + 1);
  return [email, domain, `@${domain}`].some((name) => settings.signUpInvited.includes(name));
}

/** Whether a link to the address can be redeemed. Looks each address up or none, so that no time tells them apart. */
export async function mayEnter(ctx: Context, email: string): Promise<boolean> {
  if (ctx.settings.signUp === 'open') return true;
  const [user] = await rowsOf(statement(ctx.db, 'SELECT 1 FROM users WHERE email = ?1', email));
  return user !== undefined || maySignUp(ctx, email);
}

export function signUpClosed(): SamediError {
  return new SamediError('sign_up_closed', 'This server makes no new account for this address.', {
    next: 'Ask whoever runs it for an invitation.',
  });
}
