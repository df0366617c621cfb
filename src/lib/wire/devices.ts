import { z } from 'zod';
import { DeviceId, Timestamp } from './values.ts';

export const Device = z.object({
  id: DeviceId,
  kind: z.enum(['browser', 'cli']),
  name: z.string(),
  created_at: Timestamp,
  /** To the day. */
  last_seen_at: Timestamp,
  /** Whether it is the one that asks. */
  current: z.boolean(),
});
export type Device = z.infer<typeof Device>;

export const DeviceList = z.object({ devices: z.array(Device) });
export type DeviceList = z.infer<typeof DeviceList>;

/** How many were signed out at once. */
export const AllRevoked = z.object({ revoked: z.int() });
export type AllRevoked = z.infer<typeof AllRevoked>;
