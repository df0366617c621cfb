import { z } from 'zod';
import { Settings } from './settings.ts';
import { EmailAddress, Timestamp } from './values.ts';

export const AccountAnswer = z.object({
  user_id: z.string(),
  email: z.string(),
  created_at: Timestamp,
  settings: Settings,
  /** Whether the dashboard says nothing of days in a row. */
  streaks_hidden: z.boolean(),
});
export type AccountAnswer = z.infer<typeof AccountAnswer>;

/** Of a link that was mailed to a new address. */
export const TokenOnly = z.object({ token: z.string().min(1).max(200) });

export const AddressRequest = z.object({ email: EmailAddress });
export const AddressAsked = z.object({
  /** What to tell the person; the same whether or not the new address has an account. */
  message: z.string(),
  expires_in_seconds: z.int(),
});
export type AddressAsked = z.infer<typeof AddressAsked>;

/** False where more is left than one request can delete: ask again. */
export const DeletionAnswer = z.object({ deleted: z.boolean() });
export type DeletionAnswer = z.infer<typeof DeletionAnswer>;
