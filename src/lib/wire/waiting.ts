import { z } from 'zod';
import { kinds } from './kinds.ts';

/** Asks what a round would bring to a device with this epoch and cursor. */
export const WaitingRequest = z.object({
  epoch: z.string().max(64).optional(),
  cursor: z.coerce.number().int().min(0),
});
export type WaitingRequest = z.infer<typeof WaitingRequest>;

export const Waiting = z.object({
  /** Whether the device knows another history: it would start over, and both sides would offer everything. */
  reset: z.boolean(),
  /** Records newer than the cursor, by kind; null where it starts over. */
  records: z.record(z.enum(kinds), z.int().min(0)).nullable(),
});
export type Waiting = z.infer<typeof Waiting>;
