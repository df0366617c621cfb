import { z } from 'zod';
import { readAccount } from '../../../api/account/read.ts';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';

/** `GET /api/account` */
export const GET = endpoint({ input: z.object({}), access: 'device', verb: readAccount });

export const ALL = onlyMethods('GET');
