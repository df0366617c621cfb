import { z } from 'zod';

/** What `POST /api/exports` wrote. */
export const Exports = z.object({
  exports: z.array(
    z.object({
      /** For `GET /api/exports/NAME`. */
      name: z.string(),
      /** Bytes. */
      size: z.int().min(0),
      records: z.int().min(0),
    }),
  ),
});
export type Exports = z.infer<typeof Exports>;
