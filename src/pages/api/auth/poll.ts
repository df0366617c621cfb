import { poll } from '../../../api/auth/poll.ts';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';
import { PollRequest } from '../../../lib/wire/auth.ts';

export const POST = endpoint({ input: PollRequest, verb: poll, access: 'anyone' });
export const ALL = onlyMethods({ POST });
