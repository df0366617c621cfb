/**
 * What each command prints with `--json`, and what an error looks like: declared here for the tests, which hold
 * commands to it, and for the page of documentation that is printed from it. Nothing of this runs in a command.
 */

import { z } from 'zod';
import { errorCodes } from '../../../src/lib/errors.ts';
import { chunkStatuses } from '../../../src/lib/plan/plan-file.ts';
import { AccountAnswer, AddressAsked } from '../../../src/lib/wire/account.ts';
import { BackupContents, BackupList } from '../../../src/lib/wire/backups.ts';
import { AllRevoked, Device } from '../../../src/lib/wire/devices.ts';
import { kinds } from '../../../src/lib/wire/kinds.ts';
import {
  CardData,
  PlanData,
  PlanStatus,
  ReviewData,
  SessionData,
} from '../../../src/lib/wire/records.ts';
import { Rejection } from '../../../src/lib/wire/sync.ts';
import { completionScripts } from '../completion/scripts.ts';
import { byRowKind } from '../kinds/kinds.ts';
import { exportFormats } from '../records/export-texts.ts';

const { strictObject: object } = z;
const minutes = z.int().min(0);
const count = z.int().min(0);
const time = z.int();
const text = z.string();
const progress = { chunks_total: count, chunks_completed: count };

const Session = object({ id: text, ...SessionData.shape }).meta({ id: 'Session' });
const Card = object({ id: text, ...CardData.shape }).meta({ id: 'Card' });
const Review = object({
  id: text,
  ...ReviewData.shape,
  before: object(ReviewData.shape.before.shape),
}).meta({ id: 'Review' });
/** What is said of a line of an imported file. */
const Remark = object({ line: count, text }).meta({ id: 'Remark' });
/** A record of which nothing else could be read. */
const Unreadable = object({ id: text });
const Plan = object({ id: text, ...PlanData.shape }).meta({ id: 'Plan' });
const Chunk = object({
  id: text,
  number: z.int(),
  title: text,
  minutes: minutes.nullable(),
  status: z.enum(chunkStatuses),
  objectives: z.array(text),
  resources: z.array(text),
  deliverable: text.nullable(),
  line: z.int(),
}).meta({ id: 'Chunk' });
const PlanSummary = object({
  id: text,
  title: text,
  status: PlanStatus,
  tags: z.array(text),
  total_hours: z.number().nullable(),
  ...progress,
  minutes,
  sessions: count,
}).meta({ id: 'PlanSummary' });
const DayTotal = object({ day: text, minutes, sessions: count }).meta({ id: 'DayTotal' });
const Setting = object({
  key: text,
  value: z.union([text, z.number(), z.boolean()]).nullable(),
  from: z.enum(['flag', 'environment', 'config', 'default']),
}).meta({ id: 'Setting' });
const SyncState = {
  set_up: z.boolean(),
  last_sync_at: time.nullable(),
  last_error: text.nullable(),
  last_error_at: time.nullable(),
  clock_behind_minutes: z.int().nullable(),
  pending: z.record(z.enum(kinds), count),
  conflicts: count,
  next_sync_at: time.nullable(),
};
const Conflict = object({
  name: text,
  id: text,
  kind: z.enum(kinds),
  record_id: text,
  updated_at: time,
  device_id: text,
  data: z.record(text, z.unknown()).nullable(),
  detected_at: time,
}).meta({ id: 'Conflict' });
const SignIn = { email: text, endpoint: text, device_id: text, user_id: text };
const contents = object(BackupContents.shape);
const BackupFile = { file: text, size: count, encrypted: z.boolean() };
const RowChanges = object({ come_back: count, change: count, go: count });
const OneDevice = object(Device.shape).meta({ id: 'Device' });
const Synced = object({
  pushed: count,
  pulled: count,
  conflicts: count,
  rejected: z.array(object(Rejection.shape)),
  plans_left_alone: z.array(object({ id: text, message: text })),
}).meta({ id: 'Synced' });
/** With `--dry-run`. */
const Preview = object({
  would_send: z.record(z.enum(kinds), count),
  would_receive: z.record(z.enum(kinds), count).nullable(),
}).meta({ id: 'Preview' });

export const ErrorShape = object({
  error: object({ code: z.enum(errorCodes), message: text, next: text.nullable() }),
});

/** By the words of the command. */
export const jsonShapes: Readonly<Record<string, z.ZodType>> = {
  login: object(SignIn),
  logout: object({ email: text, server_told: z.boolean() }),
  whoami: object(SignIn),
  account: object({ ...AccountAnswer.shape, endpoint: text }),
  'account email': object({ email: text, ...AddressAsked.shape }),
  // Without --out it is the export itself, as /api/account/export answers.
  'account export': object({ file: text, bytes: count }),
  'account delete': object({ email: text, endpoint: text, deleted: z.boolean() }),
  devices: object({ devices: z.array(OneDevice) }),
  'devices revoke': z.union([OneDevice, AllRevoked]),

  start: Session,
  stop: Session,
  cancel: Session,
  status: object({
    running: object({ ...Session.shape, plan_title: text.nullable() }).nullable(),
    today: object({ day: text, minutes, running_minutes: minutes }),
    sync: object(SyncState),
    backups: object({
      last_day: text.nullable(),
      last_error: text.nullable(),
      next_day: text.nullable(),
    }),
  }),
  'session list': object({ sessions: z.array(Session), total: count }),
  'session add': Session,
  'session edit': Session,
  'session delete': z.union([Session, Unreadable]),

  'plan list': object({ plans: z.array(PlanSummary) }),
  'plan show': object({
    id: text,
    title: text,
    status: PlanStatus,
    tags: z.array(text),
    created_at: time.nullable(),
    updated_at: time.nullable(),
    total_hours: z.number().nullable(),
    ...progress,
    minutes,
    chunks: z.array(Chunk),
  }),
  'plan new': object({ id: text, title: text, path: text }),
  'plan edit': object({ id: text, changed: z.boolean() }),
  'plan done': object({
    id: text,
    chunk_id: text,
    status: z.enum(chunkStatuses),
    changed: z.boolean(),
    ...progress,
  }),
  'plan archive': object({ id: text, status: PlanStatus, changed: z.boolean() }),
  'plan import': object({
    id: text,
    title: text,
    ...progress,
    notes: z.array(Remark),
    dry_run: z.boolean(),
  }),
  'plan restore': object({ id: text, sessions: count, cards: count }),
  'plan delete': object({ id: text, sessions: count, cards: count }),

  review: object({ reviewed: count, passed: count, due: count }),
  'card add': Card,
  'card list': object({ cards: z.array(Card), total: count }),
  'card edit': Card,
  'card rate': Card,
  'card delete': z.union([Card, Unreadable]),
  'card import': object({
    plan_id: text,
    added: count,
    changed: count,
    unchanged: count,
    left_out: z.array(Remark),
    notes: z.array(Remark),
    dry_run: z.boolean(),
  }),
  'card export': object({ plan_id: text, cards: z.array(Card), file: text.nullable() }),

  stats: object({
    day: text,
    total: object({ minutes, sessions: count }),
    streaks: object({
      current: count,
      longest: count,
      active_today: z.boolean(),
      last_day: text.nullable(),
    }),
    week: object({ minutes, goal_minutes: minutes.nullable(), days: z.array(DayTotal) }),
    cards: object({ due: count, all: count }),
    plans: z.array(
      object({
        id: text,
        title: text,
        status: PlanStatus,
        minutes,
        planned_minutes: minutes.nullable(),
        ...progress,
        weeks_left: z.number().nullable(),
      }),
    ),
    range: object({
      from: text,
      to: text,
      minutes,
      sessions: count,
      active_days: count,
      plans: z.array(object({ id: text, minutes, sessions: count, active_days: count })),
      tags: z.array(object({ tag: text.nullable(), minutes, sessions: count })),
      weekdays: z.array(object({ weekday: count, minutes, sessions: count })),
      hours: z.array(minutes),
      lengths: z.array(
        object({ from_minutes: minutes, to_minutes: minutes.nullable(), sessions: count }),
      ),
      median_minutes: minutes.nullable(),
      longest_days: z.array(DayTotal),
      days: z.array(DayTotal),
      reviews: object({
        total: count,
        passed: count,
        retention: z.number().min(0).max(1).nullable(),
        days: z.array(object({ day: text, reviews: count, passed: count })),
      }),
    }),
  }),
  export: z.union([
    object({
      exported_at: time,
      plans: z.array(Plan),
      sessions: z.array(Session),
      cards: z.array(Card),
      reviews: z.array(Review),
    }),
    object({ format: z.enum(exportFormats), text }),
    object({ format: z.enum(exportFormats), file: text }),
  ]),

  backup: object({
    ...BackupFile,
    day: text,
    sha256: text,
    contents,
    left_out: z.array(text),
    id: text.nullable(),
  }),
  'backup list': object({
    server: BackupList.nullable(),
    local: z.array(object({ ...BackupFile, created_at: time })),
  }),
  'backup verify': object({ name: text, contents, encrypted: z.boolean(), summed: z.boolean() }),
  'backup download': object({ id: text, file: text, size: count }),
  'backup restore': object({
    name: text,
    files: z.array(object({ name: text, how: z.enum(['comes back', 'changes', 'goes']) })),
    ...byRowKind(() => RowChanges),
    aside: text.nullable(),
  }),
  'backup delete': object({ name: text }),

  'config list': object({ settings: z.array(Setting) }),
  'config get': Setting,
  'config set': object({ key: text, value: z.union([text, z.number(), z.boolean()]) }),
  'config edit': object({ path: text }),
  'config path': object({ path: text }),
  check: object({
    problems: z.array(object({ message: text, next: text, fixable: z.boolean() })),
    fixed: z.array(text),
    copy: text.nullable(),
  }),
  completion: object({ shell: z.enum(Object.keys(completionScripts)), script: text }),

  sync: z.union([Synced, Preview]),
  'sync push': z.union([Synced, Preview]),
  'sync pull': z.union([Synced, Preview]),
  'sync watch': object({ pushed: count, pulled: count }),
  'sync status': object({ endpoint: text.nullable(), email: text.nullable(), ...SyncState }),
  'sync verify': z.array(
    object({
      kind: z.enum(kinds),
      here: count,
      there: count,
      differences: z.array(
        object({
          id: text,
          how: z.enum(['unsent', 'only here', 'only there', 'another version there']),
        }),
      ),
    }),
  ),
  'sync conflicts': z.array(Conflict),
  'sync conflicts show': object({
    ...Conflict.shape,
    fields: z.array(object({ where: text, now: text.nullable(), lost: text.nullable() })),
    difference: z.array(object({ mark: z.enum(['-', '+', ' ']), text })),
  }),
  'sync conflicts restore': object({ name: text, kind: z.enum(kinds), id: text }),
  'sync conflicts drop': object({ name: text, id: text }),
};
