import { z } from 'zod';
import { copyDevice } from '../../../api/devices/copy.ts';
import { listDevices } from '../../../api/devices/list.ts';
import { endpoint, jsonResponse, onlyMethods } from '../../../api/endpoint.ts';
import { CopyRequest, type DeviceList } from '../../../lib/wire/devices.ts';

/** `GET /api/devices`: what is signed in to this account. */
export const GET = endpoint({
  input: z.object({}),
  access: 'device',
  verb: listDevices,
  respond: ({ devices }) => jsonResponse({ devices } satisfies DeviceList),
});

/** `POST /api/devices`: makes a copied home a device of its own. */
export const POST = endpoint({ input: CopyRequest, access: 'device', verb: copyDevice });

export const ALL = onlyMethods({ GET, POST });
