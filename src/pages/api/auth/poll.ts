import { poll } from '../../../api/auth/poll.ts';
import { endpoint, jsonResponse, onlyMethods } from '../../../api/endpoint.ts';
import { PollRequest } from '../../../lib/wire/auth.ts';

export const POST = endpoint({
  input: PollRequest,
  verb: poll,
  access: 'anyone',
  respond: (answer) => jsonResponse(answer, 'pending' in answer ? 202 : 200),
});

export const ALL = onlyMethods({ POST });
