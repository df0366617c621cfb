/** How many mails may go out in a day. */
import { SamediError } from '../../lib/errors.ts';
import type { Context } from '../context.ts';
import { batch, statement } from '../db/batch.ts';

const DAY = 86_400_000;

/**
 * Counts a mail, in one conditional statement, so exactly for many at once. The day is UTC's, as senders count it.
 * Throws `mails_used_up`.
 */
export async function countMail({ db, now, settings }: Context): Promise<void> {
  const { mailsADay } = settings;
  if (mailsADay === null) return;
  const day = new Date(now()).toISOString().slice(0, 10);
  const { counted } = await batch(db, {
    forgotten: statement(db, 'DELETE FROM mail_days WHERE day < ?1', day),
    counted: statement(
      db,
      `INSERT INTO mail_days (day, mails) SELECT ?1, 1 WHERE ?2 > 0
       ON CONFLICT (day) DO UPDATE SET mails = mails + 1 WHERE mails < ?2 RETURNING mails`,
      day,
      mailsADay,
    ),
  });
  if (counted.length > 0) return;
  throw new SamediError(
    'mails_used_up',
    'No mail was sent: this server has sent all that it may send today.',
    {
      next: 'Try again after midnight UTC. Whoever runs the server can raise MAILS_A_DAY.',
      retryAfterSeconds: Math.ceil((DAY - (now() % DAY)) / 1000),
    },
  );
}
