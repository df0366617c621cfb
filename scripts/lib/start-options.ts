/** What `npm start` was asked for. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './paths.ts';

export const USAGE = `Usage: npm start -- [--port N] [--data DIR] [--empty]

  --port N     where to listen; the next free port where it is taken (default 8788)
  --data DIR   where the database, files and secrets live (default .samedi-dev)
  --empty      start without the demo learner`;

export interface StartOptions {
  port: number;
  dataDir: string;
  empty: boolean;
  help: boolean;
}

/** Throws with what is wrong and the usage. A relative `--data` counts from `cwd`. */
export function startOptions(args: readonly string[], cwd: string): StartOptions {
  const { port, data, empty, help } = parse(args);
  if (
    port !== undefined &&
    (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
  ) {
    throw new Error(`--port is "${port}"; it must be a number from 1 to 65535.\n\n${USAGE}`);
  }
  if (data !== undefined && data.trim() === '') {
    throw new Error(`--data is empty; it must name a folder.\n\n${USAGE}`);
  }
  return {
    port: port === undefined ? 8788 : Number(port),
    dataDir: data === undefined ? resolve(root, '.samedi-dev') : resolve(cwd, data),
    empty: empty === true,
    help: help === true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        empty: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    // The first sentence says what is wrong; the others explain `--`, which npm already took.
    throw new Error(`${(error as Error).message.split(/\. |\n/)[0]}.\n\n${USAGE}`, {
      cause: error,
    });
  }
}
