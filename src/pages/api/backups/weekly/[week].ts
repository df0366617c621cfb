import { deleteBackup } from '../../../../api/backups/delete.ts';
import { downloadBackup } from '../../../../api/backups/download.ts';
import { endpoint, onlyMethods } from '../../../../api/endpoint.ts';
import { WeeklyPath } from '../../../../lib/wire/backups.ts';

/** `GET /api/backups/weekly/:week` */
export const GET = endpoint({ input: WeeklyPath, access: 'device', verb: downloadBackup });

/** `DELETE /api/backups/weekly/:week` */
export const DELETE = endpoint({ input: WeeklyPath, access: 'device', verb: deleteBackup });

export const ALL = onlyMethods({ GET, DELETE });
