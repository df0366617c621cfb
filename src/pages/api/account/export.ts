import { z } from 'zod';
import { exportAccount } from '../../../api/account/export/export.ts';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';

/** `GET /api/account/export`: streams all that the server holds about a user. */
export const GET = endpoint({ input: z.object({}), access: 'device', verb: exportAccount });

export const ALL = onlyMethods({ GET });
