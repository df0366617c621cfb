import { deleteBackup } from '../../../../api/backups/delete.ts';
import { downloadBackup } from '../../../../api/backups/download.ts';
import { BackupUpload, uploadBackup } from '../../../../api/backups/upload.ts';
import { endpoint, onlyMethods } from '../../../../api/endpoint.ts';
import { DailyPath } from '../../../../lib/wire/backups.ts';

/** `GET /api/backups/daily/:date` */
export const GET = endpoint({ input: DailyPath, access: 'device', verb: downloadBackup });

/** `PUT /api/backups/daily/:date`: the archive as the body. */
export const PUT = endpoint({
  from: ({ request, params }) => ({
    ...params,
    digest: request.headers.get('repr-digest'),
    described: request.headers.get('samedi-contents'),
    length: request.headers.get('content-length'),
    body: request.body,
  }),
  input: BackupUpload,
  access: 'device',
  verb: uploadBackup,
});

/** `DELETE /api/backups/daily/:date` */
export const DELETE = endpoint({ input: DailyPath, access: 'device', verb: deleteBackup });

export const ALL = onlyMethods({ GET, PUT, DELETE });
