/** What the development mailbox holds, for tests. */
export { type Mail, mailFor, newestMail, nextMail } from '../../scripts/lib/mailbox.ts';
