import { endpoint, onlyMethods } from '../../../api/endpoint.ts';
import { readWaiting } from '../../../api/sync/waiting.ts';
import { WaitingRequest } from '../../../lib/wire/waiting.ts';

/** `GET /api/sync/waiting?epoch=&cursor=` */
export const GET = endpoint({ input: WaitingRequest, access: 'device', verb: readWaiting });

export const ALL = onlyMethods({ GET });
