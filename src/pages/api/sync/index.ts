import { z } from 'zod';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';
import { syncRound } from '../../../api/sync/round.ts';

/** `POST /api/sync`: one round. */
export const POST = endpoint({
  input: z.looseObject({}),
  access: 'device',
  verb: syncRound,
  respond: (answer) =>
    new Response(answer, {
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    }),
});

export const ALL = onlyMethods({ POST });
