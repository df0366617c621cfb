/**
 * The shapes that travel between a home and the server, declared once: the server parses with them, the CLI is typed
 * by them. The protocol itself, with its invariants, is written down in `docs/sync-protocol.md`.
 */
import { z } from 'zod';
import { isDay, isTimeZone } from './days.ts';
import { limits } from './limits.ts';
import { planIdPattern, planStatuses } from './plan/plan.ts';

export { limits, planStatuses };

export const PROTOCOL = 1;

/** 31 December 9999, the last instant that a four-digit year can name. */
const LAST_MS = 253_402_300_799_999;

/** In the order in which they travel: a card's reviews before the card, so that its log is there when it comes. */
export const kinds = ['plans', 'sessions', 'reviews', 'cards'] as const;
export const Kind = z.enum(kinds);
export type Kind = z.infer<typeof Kind>;

/** Unix milliseconds, UTC. */
export const Timestamp = z.int().min(0).max(LAST_MS);
/** Unix milliseconds, UTC, of the years 2 to 9998: with any offset, they can be written with four digits. */
const Moment = z.int().min(-62_104_060_800_000).max(253_370_764_799_999);
export const DayText = z.string().refine(isDay, 'not a date (YYYY-MM-DD)');
/** Anything but control characters: ids are shown, sorted and compared byte for byte. */
export const RecordId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]+$/u, 'has control characters');
/** A plan's id names a file in every home, so it can hold no path. */
export const PlanId = z
  .string()
  .max(100)
  .regex(planIdPattern, 'letters, digits, ".", "_" and "-" only, a letter or digit first');
const ChunkId = z.string().min(1).max(200).nullable();
const Tags = z.array(z.string().max(200)).max(200);
export const DeviceId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w-]+$/);

export const PlanStatus = z.enum(planStatuses);
export type PlanStatus = z.infer<typeof PlanStatus>;

/** A plan: the file's text, and what the device read out of it, so that the server never parses a plan to draw a list. */
export const PlanData = z.object({
  title: z.string().min(1).max(1_000),
  status: PlanStatus,
  tags: Tags,
  total_hours: z.number().min(0).max(1_000_000).nullable(),
  created_at: Moment,
  /** Chunks that count: all but the skipped ones. */
  chunks_total: z.int().min(0).max(100_000),
  chunks_completed: z.int().min(0).max(100_000),
  /** The file, byte for byte. */
  content: z.string().max(limits.planBytes),
});
export type PlanData = z.infer<typeof PlanData>;

export const SessionData = z.object({
  plan_id: PlanId,
  chunk_id: ChunkId,
  started_at: Moment,
  /** Null while it runs. */
  ended_at: Moment.nullable(),
  /** Minutes; null while it runs. */
  minutes: z.int().min(0).max(10_000_000).nullable(),
  /** What clocks showed where the learner was: minutes east of Greenwich, at the start. */
  utc_offset_minutes: z.int().min(-1_440).max(1_440),
  day: DayText,
  notes: z.string().max(65_536).nullable(),
  artifacts: z.array(z.string().max(4_096)).max(200),
  cards_created: z.int().min(0).max(1_000_000),
  created_at: Moment,
});
export type SessionData = z.infer<typeof SessionData>;

/** The part of a card that follows from its reviews. */
const schedule = {
  ease_factor: z.number().min(0).max(100),
  interval_days: z.int().min(0).max(1_000_000),
  repetitions: z.int().min(0).max(1_000_000),
  next_review: DayText,
  last_review: DayText.nullable(),
};

export const CardData = z.object({
  plan_id: PlanId,
  chunk_id: ChunkId,
  question: z.string().max(65_536),
  answer: z.string().max(65_536),
  tags: Tags,
  created_at: Moment,
  ...schedule,
});
export type CardData = z.infer<typeof CardData>;

/** One rating of one card: never changed, and deleted only with its card. */
export const ReviewData = z.object({
  card_id: RecordId,
  plan_id: PlanId,
  /** 1 again, 2 hard, 3 good, 4 easy. */
  rating: z.literal([1, 2, 3, 4]),
  /** Later than every review of the card that the device knew, whatever its clock says. */
  reviewed_at: Moment,
  /** What clocks showed where the learner was: minutes east of Greenwich. */
  utc_offset_minutes: z.int().min(-1_440).max(1_440),
  day: DayText,
  /** The card's schedule as the device knew it: in the first review of a card, what its log starts from. */
  before: z.object(schedule),
});
export type ReviewData = z.infer<typeof ReviewData>;

/** One change of one record, as sync sends it; `data` holds all of the record's fields, never a diff. */
function delta<Id extends z.ZodType<string>, Data extends z.ZodType>(id: Id, data: Data) {
  const version = {
    id,
    updated_at: Timestamp,
    /** The device's cursor at the moment of the change: what it knew then. */
    base: z.int().min(0),
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

/** Made of a kind, a record's id, a time and a device's. */
const ConflictId = z.string().min(1).max(400);

/** Dropping a conflict on one device drops it on all. */
export const ConflictDrop = z.object({ action: z.literal('delete'), id: ConflictId });

/** A version that lost, whole, so that it can be put back. */
export const Conflict = z.object({
  id: ConflictId,
  /** `delete` once it was restored or dropped somewhere. */
  action: z.enum(['create', 'delete']),
  kind: Kind,
  record_id: RecordId,
  /** The losing version: who wrote it, when, and what. `data` is null where it was a deletion. */
  updated_at: Timestamp,
  device: DeviceId,
  data: z.unknown().nullable(),
  /** When the server noticed; it is kept for 90 days from then. */
  detected_at: Timestamp,
});
export type Conflict = z.infer<typeof Conflict>;

const wholeVersion = ({ kind, record_id, updated_at, device, data }: Conflict) => {
  const version = { id: record_id, updated_at, base: 0, device };
  const delta =
    data == null ? { action: 'delete', ...version } : { action: 'update', ...version, data };
  return deltaSchemas[kind].safeParse(delta).success;
};

/** A conflict that the server may have forgotten, being put back to an older copy. Its id says which version lost. */
export const ConflictOffer = Conflict.extend({ action: z.literal('create') })
  .refine(
    ({ id, kind, record_id, updated_at, device }) =>
      id === `${kind}:${record_id}:${updated_at}:${device}`,
    'an id of another version',
  )
  .refine(wholeVersion, 'not a version of a record');

/** What the learner's config says about days and weeks; sent when it changed, so that pages count as the CLI does. */
export const Settings = z.object({
  time_zone: z.string().max(64).refine(isTimeZone, 'not a known time zone'),
  /** 0 Sunday to 6 Saturday. */
  week_starts_on: z.int().min(0).max(6),
  /** Minutes after midnight. */
  day_starts_at_minutes: z.int().min(0).max(1_439),
  weekly_goal_minutes: z.int().min(0).max(10_080).nullable(),
});
export type Settings = z.infer<typeof Settings>;

/** By which the server tells a device from a copy of its home: two homes cannot both know what was left last. */
export const Marks = z.object({
  /** What the server had when this device last heard from it; null before that. */
  last: z.string().max(128).nullable(),
  /** What this round leaves if it raises the device's cursor. The same again where an answer was lost. */
  next: z.string().min(1).max(64),
});

/**
 * A round's envelope, beside `protocol`, which is looked at first. The deltas are looked at one by one afterwards, so that one bad record is rejected by name and
 * the others go through.
 */
export const SyncRequest = z.object({
  /** Null on a device that has never synced. */
  epoch: z.string().max(64).nullable(),
  cursor: z.int().min(0),
  marks: Marks.optional(),
  plans: z.array(z.unknown()).default([]),
  sessions: z.array(z.unknown()).default([]),
  reviews: z.array(z.unknown()).default([]),
  cards: z.array(z.unknown()).default([]),
  conflicts: z
    .array(z.union([ConflictDrop, ConflictOffer]))
    .max(limits.deltas)
    .default([]),
  settings: Settings.optional(),
});
export type SyncRequest = z.infer<typeof SyncRequest>;

export const Rejection = z.object({
  kind: Kind,
  /** Null where the record did not even have one. */
  id: z.string().nullable(),
  code: z.enum(['invalid_record', 'record_too_large']),
  message: z.string(),
});
export type Rejection = z.infer<typeof Rejection>;

export const SyncResponse = z.object({
  epoch: z.string(),
  /** Up to where the device now has everything. */
  cursor: z.int().min(0),
  /** The newest sequence number there is. */
  head: z.int().min(0),
  /** Whether another round would bring more. */
  more: z.boolean(),
  /** The server's history is not the one this device knew: nothing was taken; start from 0 and offer everything. */
  reset: z.boolean(),
  /** Another home syncs as this device: nothing was taken; this one has to become a device of its own. */
  copied: z.boolean(),
  /** What the server now knows the device by; see `Marks`. */
  mark: z.string().nullable(),
  server_time: Timestamp,
  plans: z.array(PlanDelta),
  sessions: z.array(SessionDelta),
  /** Absent from a server that does not know them yet. */
  reviews: z.array(ReviewDelta).default([]),
  cards: z.array(CardDelta),
  conflicts: z.array(Conflict),
  /** Lost to a newer version, which is among the deltas, of this page or a later one. */
  stale: z.array(z.object({ kind: Kind, id: z.string() })),
  rejected: z.array(Rejection),
});
export type SyncResponse = z.infer<typeof SyncResponse>;

/** A range of one kind's records, tombstones included, by id. */
export const DigestRequest = z.object({
  kind: Kind,
  /** The range begins after this id; from the first where empty. */
  after: z.string().max(200).default(''),
  /** Records in the range, at most. */
  limit: z.coerce.number().int().min(1).max(5_000).default(5_000),
  /** Whether to list the versions as well, to name what differs. */
  versions: z.stringbool().default(false),
});
export type DigestRequest = z.infer<typeof DigestRequest>;

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
  records: z.record(Kind, z.int().min(0)).nullable(),
});
export type Waiting = z.infer<typeof Waiting>;

export const Digest = z.object({
  epoch: z.string(),
  head: z.int(),
  /** Records in the range; fewer than asked for at the end. */
  count: z.int(),
  last_id: z.string().nullable(),
  /** SHA-256 (hex) of the versions, joined by line feeds. */
  digest: z.string(),
  /** Each `id updated_at device`, with ` deleted` behind a tombstone. */
  versions: z.array(z.string()).optional(),
});
export type Digest = z.infer<typeof Digest>;

export const EmailAddress = z
  .email('not an e-mail address')
  .max(254)
  .transform((address) => address.toLowerCase());

export const MagicLinkRequest = z.object({
  email: EmailAddress,
  /** A browser gets a link that signs the browser in, a CLI one that signs its terminal in. */
  client: z.enum(['browser', 'cli']).default('browser'),
  /** What the list of devices will call it. */
  device_name: z.string().trim().min(1).max(100).optional(),
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
  device_name: z.string().trim().min(1).max(100).optional(),
  time_zone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'not a known time zone')
    .optional()
    .catch(undefined),
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

export const AccountAnswer = z.object({
  user_id: z.string(),
  email: z.string(),
  created_at: Timestamp,
  settings: Settings,
  /** Whether the dashboard says nothing of days in a row. */
  streaks_hidden: z.boolean(),
});
export type AccountAnswer = z.infer<typeof AccountAnswer>;

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

/** RFC 9457 problem details, with what to do next. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  next: z.string().nullable(),
  request_id: z.string().optional(),
  issues: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** What `POST /api/exports` wrote. */
export const Exports = z.object({
  exports: z.array(
    z.object({
      /** For `GET /api/exports/NAME`. */
      name: z.string(),
      /** Bytes. */
      size: z.int().min(0),
      records: z.int().min(0),
    }),
  ),
});
export type Exports = z.infer<typeof Exports>;
