import { endpoint, onlyMethods } from '../../api/endpoint.ts';
import { answerStats } from '../../api/stats/answer.ts';
import { StatsQuery } from '../../lib/queries/filters.ts';

/** `GET /api/stats?range=&plan=`: what the dashboard says, and, where a range is given, what was learned in it. */
export const GET = endpoint({
  input: StatsQuery,
  access: 'device',
  verb: answerStats,
});

export const ALL = onlyMethods({ GET });
