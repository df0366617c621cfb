/**
 * Two homes sync as one device: the original, and a copy of it. Whichever the server does not know
 * is the copy, and becomes a device of its own. docs/decisions/055-copied-homes.md, 083.
 */
import { randomUUID } from 'node:crypto';
import { SignedIn } from '../../../../src/lib/wire/auth.ts';
import type { CopyRequest } from '../../../../src/lib/wire/devices.ts';
import type { SyncResponse } from '../../../../src/lib/wire/sync.ts';
import { post } from '../../client/requests.ts';
import { type Auth, writeAuth } from '../../home/auth-file.ts';
import type { Home } from '../../home/home.ts';
import { getState, identity, parting, setState } from '../../home/sync-state.ts';
import { untrackedChange } from '../../home/tracking.ts';
import { becomeDevice } from '../start-over/adopt.ts';
import { offerEverything } from '../start-over/start-over.ts';
import { isOwnMark } from './marks.ts';
import { beginParting } from './parting.ts';

/**
 * Whether this home is a copy. The server says so where it knows the original's last mark. A
 * rolled-back server only resets; but its mark of the device may be one that this home never left.
 */
export function isCopy({ db }: Home, { copied, reset, mark }: SyncResponse): boolean {
  return copied || (reset && !isOwnMark(db, mark));
}

/** Returns the copy's own sign-in. Throws whatever `post` throws. */
export async function partFromOriginal(
  home: Home,
  auth: Auth,
  answer: SyncResponse,
): Promise<Auth> {
  const request: CopyRequest = { idempotency_key: requestKey(home, auth) };
  const signedIn = await post(auth, '/api/devices', request, SignedIn);
  const own = { ...auth, ...signedIn };
  becomeOwnDevice(home, own, answer);
  home.warn(
    'Another copy of this home syncs as well, so this one became a device of its own. ' +
      'Nothing is lost: samedi devices shows both.',
  );
  return own;
}

/** The copy repeats one key until it has a device, so a lost answer leaves no second one behind. */
function requestKey({ db }: Home, { device_id }: Auth): string {
  const [original, known] = getState(db, parting.request);
  if (original === device_id && known) return known;
  const key = randomUUID();
  untrackedChange(db, () => setState(db, parting.request, [device_id, key]));
  return key;
}

function becomeOwnDevice(home: Home, own: Auth, answer: SyncResponse): void {
  const { db } = home;
  untrackedChange(db, () => {
    beginParting(db, getState(db, identity.deviceId), own.device_id, answer);
    becomeDevice(db, own);
    offerEverything(home, answer.epoch);
  });
  // The sign-in comes last: cut before it, the home still syncs as the original, and parts again.
  writeAuth(home.paths.auth, own);
}
