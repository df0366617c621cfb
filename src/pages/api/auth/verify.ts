import { verify } from '../../../api/auth/verify.ts';
import { endpoint, jsonResponse, onlyMethods } from '../../../api/endpoint.ts';
import { VerifyRequest } from '../../../lib/wire/auth.ts';

export const POST = endpoint({
  input: VerifyRequest,
  verb: verify,
  access: 'anyone',
  respond: ({ signedIn }) => jsonResponse(signedIn),
});
export const ALL = onlyMethods({ POST });
