/** Bundles the CLI: `cli/dist/main.js` and a chunk for each lazily imported command, with no dependency left. */
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { inRoot } from '../lib/paths.ts';

/** `outDir` is `cli/dist` by default. Throws with esbuild's message where a source is wrong. */
export async function bundleCli(outDir = inRoot('cli/dist')): Promise<void> {
  const entry = inRoot('cli/src/main.ts');
  await rm(outDir, { recursive: true, force: true });
  await build({
    entryPoints: [entry],
    outdir: outDir,
    bundle: true,
    splitting: true,
    minify: true,
    keepNames: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.13',
    logLevel: 'silent',
    // Some bundled packages are CommonJS and ask for Node's modules by `require`.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
}
