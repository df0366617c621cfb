import { z } from 'zod';
import { today } from '../../api/dashboard/today.ts';
import { endpoint, jsonResponse, onlyMethods } from '../../api/endpoint.ts';
import { statsAnswer } from '../../api/stats/answer.ts';

/** `GET /api/stats`: what the dashboard says. */
export const GET = endpoint({
  input: z.object({}),
  access: 'device',
  verb: today,
  respond: (dashboard) => jsonResponse(statsAnswer(dashboard)),
});

export const ALL = onlyMethods('GET');
