import { endpoint, jsonResponse, onlyMethods } from '../../../api/endpoint.ts';
import { plansAnswer } from '../../../api/plans/answer.ts';
import { listPlans } from '../../../api/plans/list.ts';
import { filterPlans } from '../../../lib/queries/filter-plans.ts';
import { PlanFilter } from '../../../lib/queries/filters.ts';

/** `GET /api/plans?status=&tag=` */
export const GET = endpoint({
  input: PlanFilter,
  access: 'device',
  verb: async (ctx, filter) => ({ plans: filterPlans((await listPlans(ctx)).plans, filter) }),
  respond: (found) => jsonResponse(plansAnswer(found)),
});

export const ALL = onlyMethods({ GET });
