/** What each way of sending mail is given. */
import type { Context } from '../context.ts';

export interface Mail {
  /** One address, without a name. */
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Hands a mail over; rejects where it was not taken. */
export type Sender = (ctx: Pick<Context, 'kv' | 'now' | 'settings'>, mail: Mail) => Promise<void>;
