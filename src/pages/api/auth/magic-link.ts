import { magicLink } from '../../../api/auth/magic-link.ts';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';
import { MagicLinkRequest } from '../../../lib/wire/auth.ts';

export const POST = endpoint({ input: MagicLinkRequest, verb: magicLink, access: 'anyone' });
export const ALL = onlyMethods({ POST });
