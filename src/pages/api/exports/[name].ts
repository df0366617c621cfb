import { z } from 'zod';
import { endpoint, onlyMethods } from '../../../api/endpoint.ts';
import { readExport } from '../../../api/exports/read.ts';

/** `GET /api/exports/:name` */
export const GET = endpoint({
  input: z.object({ name: z.string() }),
  access: 'device',
  verb: readExport,
});

export const ALL = onlyMethods({ GET });
