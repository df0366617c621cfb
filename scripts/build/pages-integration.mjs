/**
 * Assembles `pages/` in the output folder, which is what `wrangler pages deploy` takes: the worker in `_worker.js/`, static files beside
 * it, and `_routes.json`, which keeps static files off the worker. (The adapter itself builds for Workers only.)
 */
import { cp, readdir, rm, writeFile } from 'node:fs/promises';
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

/** Everything goes to the worker but the static files, named by folder where they are in one (100 rules at most). */
async function routes(out) {
  const exclude = [];
  for (const entry of await readdir(out, { withFileTypes: true })) {
    if (
      entry.name.startsWith('_worker') ||
      ['_routes.json', '_headers', '_redirects'].includes(entry.name)
    )
      continue;
    if (entry.isDirectory()) exclude.push(`/${entry.name}/*`);
    else exclude.push(`/${entry.name.replace(/(index)?\.html$/, '')}`);
  }
  return { version: 1, include: ['/*'], exclude: exclude.filter((path) => path !== '/') };
}
