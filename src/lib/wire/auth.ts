import { z } from 'zod';
import { pageAfterSignIn } from '../queries/page-after-sign-in.ts';
import { DeviceId, EmailAddress, TimeZone } from './values.ts';

/** What the list of devices will call it. Whoever asks types it, so nothing in it may turn the text around it. */
const DeviceName = z
  .string()
  .transform((name) => name.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim())
  .pipe(z.string().min(1).max(100));

export const MagicLinkRequest = z.object({
  email: EmailAddress,
  /** A browser gets a link that signs the browser in, a CLI one that signs its terminal in. */
  client: z.enum(['browser', 'cli']).default('browser'),
  device_name: DeviceName.optional(),
});
export type MagicLinkRequest = z.infer<typeof MagicLinkRequest>;

export const MagicLinkResponse = z.object({
  /** What to tell the person; the same whether or not the address has an account. */
  message: z.string(),
  expires_in_seconds: z.int(),
  /** For a CLI: the code the page will ask for, and the secret to poll with. */
  code: z.string().optional(),
  poll_token: z.string().optional(),
  poll_interval_seconds: z.int().optional(),
});
export type MagicLinkResponse = z.infer<typeof MagicLinkResponse>;

export const VerifyRequest = z.object({
  token: z.string().min(1).max(200),
  /**
   * For a terminal's link, the code that the terminal shows, which lets that terminal in. For a browser's link, the
   * six digits of the mail.
   */
  code: z.string().trim().max(20).optional(),
  device_name: DeviceName.optional(),
  time_zone: TimeZone.optional().catch(undefined),
});
export type VerifyRequest = z.infer<typeof VerifyRequest>;

const PollToken = z.string().min(1).max(400);
export const PollRequest = z.object({ poll_token: PollToken });

/** The six digits of the mail, typed in at the terminal that asked for it. */
export const CodeRequest = z.object({
  poll_token: PollToken,
  code: z.string().trim().max(20),
  device_name: DeviceName.optional(),
  time_zone: TimeZone.optional().catch(undefined),
});
export type CodeRequest = z.infer<typeof CodeRequest>;

/** The forms of /login: the one that asks for a link, and the one that takes the code of its mail. */
export const LoginForm = z.union([
  CodeRequest.pick({ code: true, time_zone: true }),
  z.object({ email: EmailAddress, next: z.string().optional().transform(pageAfterSignIn) }),
]);
export type LoginForm = z.infer<typeof LoginForm>;

/** A device that is now signed in. */
export const SignedIn = z.object({
  token: z.string(),
  device_id: DeviceId,
  user_id: z.string(),
  email: z.string(),
});
export type SignedIn = z.infer<typeof SignedIn>;

/** What a terminal hears that waits: that its code was not typed in yet, or its device. */
export const PollAnswer = z.union([SignedIn, z.object({ pending: z.literal(true) })]);
export type PollAnswer = z.infer<typeof PollAnswer>;
