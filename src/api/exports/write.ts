/** `POST /api/exports`: all plans as one markdown file and all cards as JSON, into R2, from what the server holds. */

import { type ExportKind, exportKinds, exportName } from '../../lib/export/names.ts';
import { dayIn } from '../../lib/time/days.ts';
import type { Exports } from '../../lib/wire/exports.ts';
import { leaveNothingBehind } from '../account/deletion/left-behind.ts';
import { requireAllowed } from '../auth/attempts.ts';
import type { DeviceContext } from '../context.ts';
import { type Account, requireSignedIn } from '../db/owned.ts';
import { exportKey, exportTypes } from './names.ts';
import { dropOldExports } from './old.ts';
import { exportTexts } from './texts.ts';
import { uploadText } from './upload.ts';

/** In any 15 minutes: each one reads all plans and cards. */
const MOST = 5;

/** Named by the learner's day; the same day's are replaced. Throws `rate_limited`. */
export async function writeExports(ctx: DeviceContext): Promise<Exports> {
  const account = await requireSignedIn(ctx);
  const limit = { name: `export:${account.id}`, max: MOST };
  await requireAllowed(ctx, [limit], 'Exports were asked for too often.');
  const exports: Exports['exports'] = [];
  for (const kind of exportKinds) exports.push(await writeExport(ctx, account, kind));
  await dropOldExports(ctx, account.id);
  return { exports };
}

async function writeExport(ctx: DeviceContext, account: Account, kind: ExportKind) {
  const { time_zone, day_starts_at_minutes } = account;
  const name = exportName(kind, dayIn(ctx.now(), time_zone, day_starts_at_minutes));
  const key = exportKey(account.id, name);
  const { size, records } = await uploadText(
    ctx.r2,
    key,
    exportTexts[kind](ctx),
    exportTypes[kind],
  );
  await leaveNothingBehind(ctx, [key]);
  return { name, size, records };
}
