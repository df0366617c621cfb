import { magicLink } from '../../../api/auth/magic-link.ts';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';
import { MagicLinkRequest } from '../../../lib/wire.ts';

export const POST = endpoint({ input: MagicLinkRequest, verb: magicLink, access: 'anyone' });
export const ALL = onlyMethods('POST');
