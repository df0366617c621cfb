import { z } from 'zod';
import { DeviceId, EmailAddress, TimeZone } from './values.ts';

/** What the list of devices will call it. */
const DeviceName = z.string().trim().min(1).max(100);

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
  /** The code that the terminal shows; needed where the link was asked for by a CLI and is opened in a browser. */
  code: z.string().trim().max(20).optional(),
  device_name: DeviceName.optional(),
  time_zone: TimeZone.optional().catch(undefined),
});
export type VerifyRequest = z.infer<typeof VerifyRequest>;

export const PollRequest = z.object({ poll_token: z.string().min(1).max(200) });

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
