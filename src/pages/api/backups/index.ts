import { z } from 'zod';
import { listBackups } from '../../../api/backups/list.ts';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';

/** `GET /api/backups` */
export const GET = endpoint({ input: z.object({}), access: 'device', verb: listBackups });

export const ALL = onlyMethods({ GET });
