/** Backups as they travel between a home and the server. */
import { z } from 'zod';
import { isIsoWeek } from '../backups/iso-week.ts';
import { isDay } from '../time/days.ts';
import { ofEachKind } from './kinds.ts';
import { DayText, Timestamp } from './values.ts';

/** `daily/2026-01-27` or `weekly/2026-W05`; the learner it belongs to is never part of it. */
export const BackupId = z
  .string()
  .max(20)
  .refine(
    (id) =>
      (id.startsWith('daily/') && isDay(id.slice('daily/'.length))) ||
      (id.startsWith('weekly/') && isIsoWeek(id.slice('weekly/'.length))),
    'not like daily/2026-01-27 or weekly/2026-W05',
  );

/** A path's last part, as the id it stands for. */
export const DailyPath = z
  .object({ date: DayText })
  .transform(({ date }) => ({ id: `daily/${date}` }));
export const WeeklyPath = z
  .object({ week: z.string().refine(isIsoWeek, 'not a week (YYYY-Www)') })
  .transform(({ week }) => ({ id: `weekly/${week}` }));

const Count = z.int().min(0).max(1_000_000_000);

/** What is in an archive, by the device that made it; without those kinds that its Samedi did not know. */
export const BackupContents = z.object(ofEachKind(() => Count.optional()));
export type BackupContents = z.infer<typeof BackupContents>;

export const Backup = z.object({
  id: BackupId,
  /** Bytes. */
  size: z.int().min(0),
  /** When it was complete, by the server's clock. */
  created_at: Timestamp,
  contents: BackupContents,
  /** By the device, with a passphrase that the server does not know. */
  encrypted: z.boolean(),
});
export type Backup = z.infer<typeof Backup>;

export const BackupList = z.object({
  /** Daily ones first, the newest of each kind at the top. */
  backups: z.array(Backup),
  used_bytes: z.int().min(0),
  limit_bytes: z.int().min(0),
});
export type BackupList = z.infer<typeof BackupList>;
