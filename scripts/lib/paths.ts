/** Where things are in the clone, as absolute paths. */
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

export function inRoot(...parts: string[]): string {
  return resolve(root, ...parts);
}

/**
 * The executable of an installed package, as a script for the running Node: `node_modules/.bin` would use the
 * machine's.
 */
export const tools = {
  astro: inRoot('node_modules/astro/bin/astro.mjs'),
  biome: inRoot('node_modules/@biomejs/biome/bin/biome'),
  drizzle: inRoot('node_modules/drizzle-kit/bin.cjs'),
  /** Of the package in `bench`, which a benchmark installs before it needs it. */
  lighthouse: inRoot('bench/node_modules/lighthouse/cli/index.js'),
  playwright: inRoot('node_modules/@playwright/test/cli.js'),
  vitest: inRoot('node_modules/vitest/vitest.mjs'),
  wrangler: inRoot('node_modules/wrangler/bin/wrangler.js'),
} as const;

/**
 * The build for local use; `dist` is for deployment, so the development mailbox is never in a folder that is deployed.
 */
export const localBuild = inRoot('dist-local');
/** Says which sources the local build was made of. */
export const buildStamp = inRoot('dist-local/stamp');
