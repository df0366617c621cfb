import { z } from 'zod';
import { listDevices } from '../../../api/devices/list.ts';
import { revokeAll } from '../../../api/devices/revoke-all.ts';
import { endpoint, jsonResponse, onlyMethods } from '../../../api/endpoint.ts';
import type { DeviceList } from '../../../lib/wire/devices.ts';

/** `GET /api/devices`: what is signed in to this account. */
export const GET = endpoint({
  input: z.object({}),
  access: 'device',
  verb: listDevices,
  respond: ({ devices }) => jsonResponse({ devices } satisfies DeviceList),
});

/** `DELETE /api/devices`: signs everything out, this device included. */
export const DELETE = endpoint({ input: z.object({}), access: 'device', verb: revokeAll });

export const ALL = onlyMethods({ GET, DELETE });
