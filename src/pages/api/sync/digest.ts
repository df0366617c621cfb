import { endpoint, onlyMethods } from '../../../api/endpoint.ts';
import { readDigest } from '../../../api/sync/digest.ts';
import { DigestRequest } from '../../../lib/wire/digest.ts';

/** `GET /api/sync/digest?kind=&after=&limit=&versions=` */
export const GET = endpoint({ input: DigestRequest, access: 'device', verb: readDigest });

export const ALL = onlyMethods({ GET });
