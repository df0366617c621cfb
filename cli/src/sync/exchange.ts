/** One request of a round, and what is to be known of its answer besides the records. */
import { SamediError } from '../../../src/lib/errors.ts';
import { countText, minutesText } from '../../../src/lib/text/format.ts';
import { kinds } from '../../../src/lib/wire/kinds.ts';
import { PROTOCOL, SyncResponse } from '../../../src/lib/wire/sync.ts';
import { answerInvalid, post } from '../client/requests.ts';
import type { Auth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import { apply, cursorOf, getState, setState } from '../home/sync-state.ts';
import { travelling } from '../settings/settings.ts';
import { droppedConflicts } from './conflicts/conflicts.ts';
import { nextMarks } from './copied-home/marks.ts';
import type { Page } from './types.ts';

const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Sends `page` and returns the answer; null asks only, and tells nothing. Throws `home_busy`, and whatever `post` throws. */
export async function exchange(home: Home, auth: Auth, page: Page | null): Promise<SyncResponse> {
  const settings = page && changedSettings(home);
  const conflicts = page
    ? [...droppedConflicts(home.db), ...(page.conflicts?.conflicts ?? [])]
    : [];
  const common = getState(home.db, 'common');
  const device = getState(home.db, 'device_id');
  const request = {
    protocol: PROTOCOL,
    epoch: getState(home.db, 'epoch'),
    cursor: cursorOf(home.db),
    marks: nextMarks(home),
    ...(common !== null && { common: Number(common) }),
    ...page?.deltas,
    ...(conflicts.length > 0 && { conflicts }),
    ...(settings && { settings: JSON.parse(settings) }),
  };
  const sentAt = home.now();
  const answer = await post(auth, '/api/sync', request, SyncResponse);
  if (getState(home.db, 'device_id') !== device) throw signedInAnew();
  for (const kind of kinds) {
    const nameless = answer[kind].find((delta) => delta.device === undefined);
    if (nameless) throw answerInvalid(auth.endpoint, `${kind} ${nameless.id} has no device`);
  }
  if (settings && !answer.reset && !answer.copied)
    apply(home.db, () => setState(home.db, 'settings', settings));
  warnOfClock(home, answer.server_time - (sentAt + home.now()) / 2);
  return answer;
}

/** The answer is to whom this home was before, so nothing of it belongs here. */
function signedInAnew(): SamediError {
  return new SamediError('home_busy', 'This home was signed in anew while it synced.', {
    next: 'Run: samedi sync',
  });
}

/** The learner's own settings as JSON, where the server has not heard of them; else null. */
function changedSettings(home: Home): string | null {
  if (!home.settings.chosen) return null;
  const text = JSON.stringify(travelling(home.settings));
  return text === getState(home.db, 'settings') ? null : text;
}

const warned = new WeakSet<Home>();

/** Keeps how far the clock is off for `sync status`, too: a round that runs by itself has nobody to tell. */
function warnOfClock(home: Home, aheadMs: number): void {
  const off = Math.abs(aheadMs) > CLOCK_TOLERANCE_MS ? Math.round(aheadMs / 60_000) : null;
  const known = getState(home.db, 'clock_behind_minutes');
  if (known !== (off === null ? null : String(off))) {
    apply(home.db, () => setState(home.db, 'clock_behind_minutes', off));
  }
  if (off === null || warned.has(home)) return;
  warned.add(home);
  home.warn(clockText(off));
}

/** `minutes` that the clock here is behind the server's, or below 0 ahead of it. */
export function clockText(minutes: number): string {
  const days = Math.floor(Math.abs(minutes) / 1_440);
  const off = days > 1 ? countText(days, 'day') : minutesText(Math.abs(minutes));
  const how = minutes > 0 ? 'behind' : 'ahead of';
  return `This computer's clock is ${off} ${how} the server's. Sync works all the same, but days and times here may be wrong.`;
}
