import { z } from 'zod';
import { deleteAccount } from '../../../api/account/deletion/delete.ts';
import { readAccount } from '../../../api/account/read.ts';
import { endpoint, jsonResponse, onlyMethods } from '../../../api/endpoint.ts';

/** `GET /api/account` */
export const GET = endpoint({ input: z.object({}), access: 'device', verb: readAccount });

/** `DELETE /api/account`: 202 while something is left, then ask again; 200 when nothing is. */
export const DELETE = endpoint({
  input: z.object({}),
  access: 'device',
  verb: deleteAccount,
  respond: (answer) => jsonResponse(answer, answer.deleted ? 200 : 202),
});

export const ALL = onlyMethods({ GET, DELETE });
