import { askForAddress } from '../../../api/account/address/ask.ts';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';
import { AddressRequest } from '../../../lib/wire/account.ts';

/** `POST /api/account/address`: sends a link to the new address, and a notice to the old one. */
export const POST = endpoint({ input: AddressRequest, access: 'device', verb: askForAddress });

export const ALL = onlyMethods({ POST });
