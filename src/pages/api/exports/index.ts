import { z } from 'zod';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';
import { writeExports } from '../../../api/exports/write.ts';

/** `POST /api/exports` */
export const POST = endpoint({ input: z.object({}), access: 'device', verb: writeExports });

export const ALL = onlyMethods({ POST });
