/** Waits until the code was typed on the page, or what the mail holds was typed here, whichever comes first. */
import { setTimeout as sleep } from 'node:timers/promises';
import { SamediError } from '../../../../src/lib/errors.ts';
import {
  type MagicLinkResponse,
  PollAnswer,
  type SignedIn,
} from '../../../../src/lib/wire/auth.ts';
import { post } from '../../client/requests.ts';
import type { Lines } from './lines.ts';

interface Waiting {
  endpoint: string;
  asked: MagicLinkResponse;
  lines: Lines;
  verify: (typed: string) => Promise<SignedIn>;
  /** Told of a typed line that was not taken; another may follow. Throws where none will. */
  refused: (error: SamediError) => void;
}

const INTERVAL_SECONDS = 3;

/** Throws `link_expired` when the link's time is over, and what ends the wait early. */
export async function waitForSignIn(waiting: Waiting): Promise<SignedIn> {
  const over = new AbortController();
  try {
    return await Promise.race([typed(waiting), polled(waiting, over.signal)]);
  } finally {
    over.abort();
  }
}

async function typed({ lines, verify, refused }: Waiting): Promise<SignedIn> {
  for (;;) {
    const line = await lines.next();
    try {
      return await verify(line);
    } catch (error) {
      if (!(error instanceof SamediError)) throw error;
      refused(error);
    }
  }
}

async function polled({ endpoint, asked }: Waiting, over: AbortSignal): Promise<SignedIn> {
  const until = performance.now() + asked.expires_in_seconds * 1000;
  let seconds = asked.poll_interval_seconds ?? INTERVAL_SECONDS;
  while (performance.now() < until) {
    await sleep(seconds * 1000, undefined, { signal: over, ref: true }).catch(() => null);
    if (over.aborted) break;
    if (!asked.poll_token) continue;
    const answer = await poll(endpoint, asked.poll_token);
    if ('token' in answer) return answer;
    if ('seconds' in answer) seconds = Math.max(seconds, answer.seconds);
  }
  throw new SamediError('link_expired', 'The link was not used in time.', {
    next: 'Run samedi login again.',
  });
}

/** The server's answer, which is pending where the network is away; or the seconds to leave between two questions. */
async function poll(
  endpoint: string,
  poll_token: string,
): Promise<PollAnswer | { seconds: number }> {
  try {
    return await post({ endpoint }, '/api/auth/poll', { poll_token }, PollAnswer);
  } catch (error) {
    if (!(error instanceof SamediError)) throw error;
    if (error.code === 'rate_limited')
      return { seconds: error.retryAfterSeconds ?? INTERVAL_SECONDS * 2 };
    if (error.code === 'offline') return { pending: true };
    throw error;
  }
}
