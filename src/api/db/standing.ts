/** Whether a device is signed in still, for statements: `d` is its row. A sign-in ends where it is not used. */

/** Milliseconds without use after which a sign-in ends. When a device was last seen is kept to the day. */
export const UNUSED = 30 * 86_400_000;

/** When it ended, or null; `now` is Unix ms, or the parameter that holds it. */
export const endedAt = (now: number | string) =>
  `iif(d.last_seen_at <= ${now} - ${UNUSED}, d.last_seen_at, d.revoked_at) AS revoked_at`;

/** For statements that write: whether device ?2 of user ?1 is signed in. */
export const isSignedIn = (now: number | string) =>
  `EXISTS (SELECT 1 FROM devices WHERE user_id = ?1 AND id = ?2 AND ${stands(now)})`;

/** Of a row of `devices`. */
export const stands = (now: number | string) =>
  `revoked_at IS NULL AND last_seen_at > ${now} - ${UNUSED}`;
