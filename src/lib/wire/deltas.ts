import { z } from 'zod';
import { CardData, PlanData, ReviewData, SessionData } from './records.ts';
import { DeviceId, PlanId, RecordId, Timestamp } from './values.ts';
import { Past, VersionName } from './versions.ts';

/** One change of one record, as sync sends it; `data` holds all of the record's fields, never a diff. */
function delta<Id extends z.ZodType<string>, Data extends z.ZodType>(id: Id, data: Data) {
  const version = {
    id,
    updated_at: Timestamp,
    /** Names what it holds, and with `past` tells a succession from a conflict. */
    version: VersionName,
    past: Past,
    /** Who made this version, where it is not the device that sends it. */
    device: DeviceId.optional(),
  };
  return z.discriminatedUnion('action', [
    z.object({ action: z.literal('create'), ...version, data }),
    z.object({ action: z.literal('update'), ...version, data }),
    z.object({ action: z.literal('delete'), ...version }),
  ]);
}

export const PlanDelta = delta(PlanId, PlanData);
export const SessionDelta = delta(RecordId, SessionData);
export const CardDelta = delta(RecordId, CardData);
export const ReviewDelta = delta(RecordId, ReviewData);
export type PlanDelta = z.infer<typeof PlanDelta>;
export type SessionDelta = z.infer<typeof SessionDelta>;
export type CardDelta = z.infer<typeof CardDelta>;
export type ReviewDelta = z.infer<typeof ReviewDelta>;
export type Delta = PlanDelta | SessionDelta | CardDelta | ReviewDelta;

export const deltaSchemas = {
  plans: PlanDelta,
  sessions: SessionDelta,
  reviews: ReviewDelta,
  cards: CardDelta,
} as const;
