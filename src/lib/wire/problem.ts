import { z } from 'zod';

/** RFC 9457 problem details, with what to do next. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  next: z.string().nullable(),
  request_id: z.string().optional(),
  issues: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;
