import { terminalByCode } from '../../../api/auth/by-code.ts';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';
import { CodeRequest } from '../../../lib/wire/auth.ts';

/** `POST /api/auth/code`: signs the terminal in that asked, by the six digits of the mail. */
export const POST = endpoint({ input: CodeRequest, verb: terminalByCode, access: 'anyone' });
export const ALL = onlyMethods({ POST });
