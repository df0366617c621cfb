/** The page adapter: what a verb gives to a signed-in learner, so that a page neither catches nor checks. */
import type { AstroGlobal } from 'astro';
import { contextFor, type DeviceContext } from './context.ts';
import { statusFor, toSamediError } from './problem.ts';

/**
 * Null for a stranger, for a device that was signed out, and while the account is being deleted: show what strangers
 * see. Any other failure is logged with the request id and thrown on, to the 500 page.
 */
export async function forLearner<Output>(
  { request, locals }: Pick<AstroGlobal, 'request' | 'locals'>,
  verb: (ctx: DeviceContext) => Promise<Output>,
): Promise<Output | null> {
  const { identity } = locals;
  if (!identity) return null;
  try {
    return await verb({ ...contextFor({ request, ...locals }), identity });
  } catch (thrown) {
    const error = toSamediError(thrown, locals.requestId);
    if (statusFor(error.code) === 401 || error.code === 'account_deleting') return null;
    throw error;
  }
}
