import { z } from 'zod';
import { sha256Base64 } from '../../../api/digests.ts';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';
import { syncRound } from '../../../api/sync/round.ts';
import { digestHeader } from '../../../lib/wire/digest-field.ts';

/**
 * `POST /api/sync`: one round. The answer's digest is that of its JSON (`Unencoded-Digest`, which goes on from RFC
 * 9530): whatever compresses it on the way leaves it true.
 */
export const POST = endpoint({
  input: z.looseObject({}),
  access: 'device',
  verb: syncRound,
  respond: async (answer) =>
    new Response(answer, {
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'unencoded-digest': digestHeader(await sha256Base64(answer)),
      },
    }),
});

export const ALL = onlyMethods({ POST });
