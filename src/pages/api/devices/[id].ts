import { z } from 'zod';
import { revokeDevice } from '../../../api/devices/revoke.ts';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';

/** `DELETE /api/devices/:id`: signs it out. */
export const DELETE = endpoint({
  input: z.object({ id: z.string() }),
  access: 'device',
  verb: revokeDevice,
  respond: () => new Response(null, { status: 204 }),
});

export const ALL = onlyMethods({ DELETE });
