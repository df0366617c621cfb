/** Who visits a page, by a device that was not revoked since. */
import { SamediError } from '../../lib/errors.ts';
import { requireDevice, type VisitorContext } from '../context.ts';
import { requireSignedIn } from '../db/owned.ts';

/** `deleting`: signed in to an account of which a part is deleted, and nothing else can be done with it. */
export type Visitor = 'signed-in' | 'deleting' | 'stranger';

export async function visitorOf(ctx: VisitorContext): Promise<Visitor> {
  try {
    requireDevice(ctx);
    await requireSignedIn(ctx);
    return 'signed-in';
  } catch (error) {
    if (!(error instanceof SamediError)) throw error;
    if (error.code === 'not_signed_in' || error.code === 'device_revoked') return 'stranger';
    if (error.code === 'account_deleting') return 'deleting';
    throw error;
  }
}
