import { z } from 'zod';
import { type Kind, ofEachKind } from './kinds.ts';
import { recordSchemas } from './records.ts';
import { DeviceId, Timestamp } from './values.ts';
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

type DeltaSchema<Of> = Of extends {
  id: infer Id extends z.ZodType<string>;
  data: infer Data extends z.ZodType;
}
  ? ReturnType<typeof delta<Id, Data>>
  : never;
type DeltaSchemas = { [K in Kind]: DeltaSchema<(typeof recordSchemas)[K]> };

export const deltaSchemas = ofEachKind((kind) => {
  const { id, data }: { id: z.ZodType<string>; data: z.ZodType } = recordSchemas[kind];
  return delta(id, data);
}) as unknown as DeltaSchemas;
export type Delta<K extends Kind = Kind> = z.infer<DeltaSchemas[K]>;
