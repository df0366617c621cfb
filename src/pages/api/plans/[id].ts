import { z } from 'zod';
import { endpoint, jsonResponse, onlyMethods } from '../../../api/endpoint.ts';
import { planViewAnswer } from '../../../api/plans/answer.ts';
import { readPlan } from '../../../api/plans/read.ts';

/** `GET /api/plans/:id` */
export const GET = endpoint({
  input: z.object({ id: z.string() }),
  access: 'device',
  verb: readPlan,
  respond: (plan) => jsonResponse(planViewAnswer(plan)),
});

export const ALL = onlyMethods({ GET });
