/** Bundles the CLI: `cli/dist/main.js` and a chunk for each lazily imported command, with no dependency left. */
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { inRoot } from '../lib/paths.ts';

/** `outDir` is `cli/dist` by default. Throws with the bundler's message where a source is wrong. */
export async function bundleCli(outDir = inRoot('cli/dist')): Promise<void> {
  const bundle = await rolldown({
    input: inRoot('cli/src/main.ts'),
    cwd: inRoot('.'),
    platform: 'node',
    transform: { target: 'node22.13' },
    // Of its build for Node, which is CommonJS, nothing could be left out.
    resolve: { alias: { yaml: inRoot('node_modules/yaml/browser/dist/index.js') } },
    logLevel: 'silent',
    plugins: [englishOnly, builtinsAtRunTime],
  });
  const { output } = await bundle.write({
    dir: outDir,
    cleanDir: true,
    format: 'esm',
    comments: false,
    // Names stay readable in the stack that SAMEDI_DEBUG shows.
    minify: { mangle: { keepNames: true }, compress: true, codegen: { removeWhitespace: true } },
    codeSplitting: { groups: [core] },
  });
  const chunks = output.filter((one) => one.type === 'chunk');
  await writeFile(join(outDir, 'THIRD-PARTY.txt'), licences(chunks));
}

/** What `samedi status` runs, in one chunk: a file costs as much to link as ten thousand bytes to read. */
const core = {
  name: 'core',
  test: /cli\/src\/(home\/home|backup\/schedule|commands\/status|tree\/help)\.ts$/,
};

/** zod's messages in 50 languages would be more than half of the bundle, and Samedi speaks English. */
const englishOnly: Plugin = {
  name: 'english-only',
  load: {
    filter: { id: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ },
    handler: () => "export { default as en } from './en.js';",
  },
};

/**
 * Asks Node for its own modules when the code runs. To link an `import` of one, Node evaluates everything which that
 * module exports, and loads streams, sockets and workers that no short command needs: 10 ms of each start.
 */
const builtinsAtRunTime: Plugin = {
  name: 'builtins-at-run-time',
  renderChunk: (code) =>
    code.replace(/^import (.+) from "(node:[\w/]+)";$/gm, (_, clause: string, module: string) => {
      const [names = ''] = /\{.*\}/.exec(clause) ?? [];
      const whole = clause.replace(names, '').replace(/^\* as |, $/g, '');
      const parts = [whole, names.replaceAll(' as ', ': ')].filter((part) => part !== '');
      return parts
        .map((part) => `const ${part} = process.getBuiltinModule("${module}");`)
        .join('\n');
    }),
};

/** What their licences ask for: each bundled package's name and notice. */
function licences(chunks: readonly OutputChunk[]): string {
  const found = chunks
    .flatMap(({ moduleIds }) => moduleIds)
    .flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(found)]
    .sort()
    .map(licence)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function licence(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} comes without a licence that could be passed on.`);
  return `${name} ${version}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
