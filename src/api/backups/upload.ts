/** Takes a day's backup: it counts once it is whole and its digest is right, and only then older ones go. */
import { z } from 'zod';
import { contentsIn, type Described } from '../../lib/backups/headers.ts';
import { isoWeekOf } from '../../lib/backups/iso-week.ts';
import { backupLimits } from '../../lib/backups/limits.ts';
import { outdated } from '../../lib/backups/retention.ts';
import { SamediError } from '../../lib/errors.ts';
import { type Day, dayAt, daysBetween } from '../../lib/time/days.ts';
import type { BackupList } from '../../lib/wire/backups.ts';
import { digestIn } from '../../lib/wire/digest-field.ts';
import { DayText } from '../../lib/wire/values.ts';
import { leaveNothingBehind } from '../account/deletion/left-behind.ts';
import type { DeviceContext } from '../context.ts';
import { requireSignedIn } from '../db/owned.ts';
import { backupKey, storedBackups, usedBytes } from './bucket.ts';
import { keepFirstOfWeek, putVerified } from './put.ts';
import { refuseTooLarge, refuseWhereFull } from './quota.ts';

/** A header as `read` understands it; where it returns null, the error shows what is needed. */
function header<T>(read: (text: string | null) => T | null, example: string) {
  return z
    .string()
    .nullable()
    .transform((text, check) => {
      const value = read(text);
      if (value !== null) return value;
      check.addIssue(`needed is a header like ${example}`);
      return z.NEVER;
    });
}

/** The date from the path, the rest from headers; the body is not read here. */
export const BackupUpload = z.object({
  date: DayText,
  digest: header<string>(digestIn, 'Repr-Digest: sha-256=:BASE64:'),
  described: header<Described>(
    contentsIn,
    'Samedi-Contents: plans=1, sessions=2, cards=3, reviews=4',
  ),
  length: header(
    (text) => (/^[1-9]\d{0,14}$/.test(text ?? '') ? Number(text) : null),
    'Content-Length: 123',
  ),
  body: z.instanceof(ReadableStream<Uint8Array>),
});
export type BackupUpload = z.infer<typeof BackupUpload>;

/**
 * Answers with what is kept now. Throws `invalid_input`, `body_too_large`, `storage_full`, `digest_mismatch`,
 * `upload_cut`.
 */
export async function uploadBackup(ctx: DeviceContext, upload: BackupUpload): Promise<BackupList> {
  await requireSignedIn(ctx);
  refuseOddDate(upload.date, ctx.now());
  refuseTooLarge(upload.length);
  const daily = `daily/${upload.date}`;
  const weekly = `weekly/${isoWeekOf(upload.date)}`;
  refuseWhereFull(await storedBackups(ctx), [daily, weekly], upload.length);

  await putVerified(ctx, backupKey(ctx, daily), upload);
  await keepFirstOfWeek(ctx, daily, weekly);
  const keys = [daily, weekly].map((id) => backupKey(ctx, id));
  await leaveNothingBehind(ctx, keys);
  return dropOutdated(ctx);
}

/** Else a wrong clock would push good backups out. */
function refuseOddDate(date: Day, now: number): void {
  const today = dayAt(now, 0);
  if (Math.abs(daysBetween(today, date)) <= backupLimits.daysOff) return;
  throw new SamediError('invalid_input', `${date} is not today: here it is ${today} (UTC).`, {
    next: "Set this computer's clock, then make the backup again.",
  });
}

async function dropOutdated(ctx: DeviceContext): Promise<BackupList> {
  const stored = await storedBackups(ctx);
  const old = new Set(outdated(stored.map(({ id }) => id)));
  if (old.size > 0) await ctx.r2.delete([...old].map((id) => backupKey(ctx, id)));
  const backups = stored.filter(({ id }) => !old.has(id));
  return { backups, used_bytes: usedBytes(backups), limit_bytes: backupLimits.userBytes };
}
