/** The local build and the CLI's bundle, made anew only where a source has changed. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { bundleCli } from '../build/cli.ts';
import { withLock } from './lock.ts';
import { buildStamp, inRoot, localBuild, root, tools } from './paths.ts';
import { quietEnv, run } from './process.ts';
import { productionSettings } from './production.ts';

const SOURCES = [
  'src',
  'public',
  'cli/src',
  'cli/package.json',
  'scripts/build',
  'astro.config.mjs',
  'package.json',
  'package-lock.json',
  'wrangler.jsonc',
  'drizzle',
  'tsconfig.json',
];

/** Makes `dist-local` and `cli/dist` as the sources are now. True where there was something to do. */
export async function ensureLocalBuild(): Promise<boolean> {
  return withLock(inRoot('dist-local.lock'), async () => {
    const sources = await hashOf(SOURCES);
    const complete = existsSync(buildStamp) && existsSync(inRoot('cli/dist/main.js'));
    if (complete && (await readFile(buildStamp, 'utf8')) === sources) return false;
    await rm(buildStamp, { force: true });
    await buildSite({ local: true, outDir: localBuild });
    await bundleCli();
    await writeFile(buildStamp, sources);
    return true;
  });
}

/**
 * One `astro build`: `outDir/pages` for Cloudflare Pages, `outDir/server` and `outDir/client` for a Worker.
 * Throws with all that the build said where it fails.
 */
export async function buildSite(options: { local: boolean; outDir: string }): Promise<void> {
  await mkdir(options.outDir, { recursive: true });
  const outDir = relative(root, options.outDir);
  const { code, output } = await run(
    process.execPath,
    [tools.astro, 'build', '--outDir', outDir, '--root', root],
    {
      cwd: root,
      env: quietEnv(
        options.local
          ? { SAMEDI_BUILD: 'local', CLOUDFLARE_ENV: undefined }
          : {
              SAMEDI_BUILD: 'deployment',
              // Which settings of wrangler.jsonc the Worker gets.
              CLOUDFLARE_ENV: 'production',
              // Static pages name their address to those who show a preview.
              SITE: String(productionSettings().vars['APP_URL']),
            },
      ),
    },
  );
  if (code !== 0) throw new Error(`The site could not be built.\n\n${output}`);
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesIn(path)) {
      hash
        .update(`${file}\0`)
        .update(await readFile(inRoot(file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesIn(path: string): Promise<string[]> {
  if (!existsSync(inRoot(path))) return [];
  const entries = await readdir(inRoot(path), { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTDIR') return null;
      throw error;
    },
  );
  if (!entries) return [path];
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => relative(root, join(entry.parentPath, entry.name))).sort();
}
