/** Waiting where a server counts requests by the minute, and there was one too many. */
import { setTimeout as wait } from 'node:timers/promises';

/** Seconds; a count begins anew with the minute. Other limits take longer, and are the person's to know. */
const LONGEST = 60;
/** Whoever answers so for longer counts nothing by the minute. */
const MOST_WAITS = 5;

let say: (text: string) => void = () => {};

/** Where it is said that something waits. */
export function announceWaits(by: typeof say): void {
  say = by;
}

/** Sends until the answer is no such refusal. What can be read once only is sent once. */
export async function sendPatiently<Answer extends { response: Response }>(
  body: RequestInit['body'],
  send: () => Promise<Answer>,
): Promise<Answer> {
  const again = !body || body instanceof Uint8Array;
  for (let waits = 0; ; waits++) {
    const answer = await send();
    const seconds = secondsIn(answer.response);
    if (seconds === null || !again || waits === MOST_WAITS) return answer;
    say(`The server asks to wait ${seconds === 1 ? 'a second' : `${seconds} seconds`}; waiting …`);
    await wait(seconds * 1000);
  }
}

/** Of a refusal by the minute, which names its limit (draft-ietf-httpapi-ratelimit-headers). */
function secondsIn({ status, headers }: Response): number | null {
  const text = headers.get('retry-after') ?? '';
  if (status !== 429 || !headers.has('ratelimit') || !/^\d+$/.test(text)) return null;
  return Number(text) <= LONGEST ? Number(text) : null;
}
