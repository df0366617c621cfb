/** Bundles the CLI: `cli/dist/main.js` and a chunk for each lazily imported command, with no dependency left. */
import { readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { inRoot } from '../lib/paths.ts';

/** `outDir` is `cli/dist` by default. Throws with esbuild's message where a source is wrong. */
export async function bundleCli(outDir = inRoot('cli/dist')): Promise<void> {
  const entry = inRoot('cli/src/main.ts');
  await rm(outDir, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [entry],
    outdir: outDir,
    absWorkingDir: inRoot('.'),
    bundle: true,
    splitting: true,
    // Names stay readable in the stack that SAMEDI_DEBUG shows. (keepNames would cost each start some milliseconds.)
    minifyWhitespace: true,
    minifySyntax: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.13',
    logLevel: 'silent',
    metafile: true,
    plugins: [englishOnly],
    // Some bundled packages are CommonJS and ask for Node's modules by `require`.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  await writeFile(join(outDir, 'THIRD-PARTY.txt'), licences(metafile));
}

/** zod's messages in 50 languages would be more than half of the bundle, and Samedi speaks English. */
const englishOnly: Plugin = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      resolveDir: inRoot('node_modules/zod/v4/locales'),
    }));
  },
};

/** What their licences ask for: each bundled package's name and notice. */
function licences({ inputs }: Metafile): string {
  const found = Object.keys(inputs).flatMap(
    (path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? [],
  );
  return [...new Set(found)]
    .sort()
    .map(licence)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function licence(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(inRoot(`${folder}/package.json`), 'utf8'));
  const file = readdirSync(inRoot(folder)).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} comes without a licence that could be passed on.`);
  return `${name} ${version}\n\n${readFileSync(inRoot(`${folder}/${file}`), 'utf8').trim()}\n`;
}
