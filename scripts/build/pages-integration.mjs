/**
 * Assembles `pages/` in the output folder, which is what `wrangler pages deploy` takes: the worker in `_worker.js/`,
 * static files beside it, and `_routes.json`, which keeps static files off the worker. (The adapter builds for Workers
 * only.)
 */
import { cp, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export default function pages() {
  let root;
  let outDir;
  let client;
  let server;
  return {
    name: 'samedi:pages',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = config.root;
        outDir = config.outDir;
        client = config.build.client;
        server = config.build.server;
      },
      'astro:build:done': async ({ logger }) => {
        const out = new URL('./pages/', outDir);
        const worker = new URL('./_worker.js/', out);
        await rm(out, { recursive: true, force: true });
        await cp(fileURLToPath(client), fileURLToPath(out), { recursive: true });
        await cp(fileURLToPath(server), fileURLToPath(worker), {
          recursive: true,
          filter: (source) => !source.endsWith('.map') && !source.endsWith('wrangler.json'),
        });
        await writeFile(
          new URL('index.js', worker),
          "export { default } from './entry.mjs';\nexport * from './entry.mjs';\n",
        );
        await rm(new URL('.assetsignore', out), { force: true });
        await writeFile(new URL('_routes.json', out), JSON.stringify(await routes(out)));
        // The adapter leaves a redirect for `wrangler deploy` that would mislead `wrangler pages dev`.
        await rm(new URL('./.wrangler/deploy/config.json', root), { force: true });
        logger.info(`assembled ${fileURLToPath(out)}`);
      },
    },
  };
}

/** Pages accepts this many rules. */
const MAX_RULES = 100;
const NOT_SERVED = ['_routes.json', '_headers', '_redirects'];

/** Everything goes to the worker but static files: pages by name, with and without a slash, the rest by folder. */
async function routes(out) {
  const exclude = new Set();
  const folder = fileURLToPath(out);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = `/${relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')}`;
    if (!entry.isFile() || path.startsWith('/_worker.js/')) continue;
    if (NOT_SERVED.includes(path.slice(1))) continue;
    if (path.endsWith('.html')) {
      const page = path.replace(/(\/index)?\.html$/, '');
      for (const name of [page, `${page}/`]) exclude.add(name);
    } else {
      exclude.add(path.replace(/^(\/[^/]+\/).*/, '$1*'));
    }
  }
  if (exclude.size >= MAX_RULES) throw new Error(`More than ${MAX_RULES} rules in _routes.json.`);
  return { version: 1, include: ['/*'], exclude: [...exclude].filter(Boolean).sort() };
}
