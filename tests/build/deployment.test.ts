import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { root, tools } from '../../scripts/lib/paths.ts';
import { run } from '../../scripts/lib/process.ts';

const build = inject('build');
const text = (...path: string[]) => readFile(join(build, ...path), 'utf8');

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(build, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(build.length + 1));
}

describe('the folder for Pages', () => {
  test('has the worker, the routes and the headers where Pages looks for them', async () => {
    const files = await filesIn('pages');
    expect(files).toEqual(
      expect.arrayContaining(['pages/_worker.js/index.js', 'pages/_routes.json', 'pages/_headers']),
    );
  });

  test('keeps every static file off the worker', async () => {
    const { include, exclude } = JSON.parse(await text('pages', '_routes.json'));
    const covered = (path: string) =>
      exclude.some((rule: string) =>
        rule.endsWith('/*') ? path.startsWith(rule.slice(0, -1)) : rule === path,
      );
    const internal = /^pages\/_(worker\.js\/|routes\.json$|headers$|redirects$)/;
    const served = (await filesIn('pages')).filter((file) => !internal.test(file));
    const paths = served.map((file) => file.slice('pages'.length).replace(/(\/index)?\.html$/, ''));
    expect(include).toEqual(['/*']);
    expect(paths).not.toEqual([]);
    expect(paths.filter((path) => !covered(path))).toEqual([]);
  });

  test('sends no rendered page past the worker', async () => {
    const { exclude } = JSON.parse(await text('pages', '_routes.json'));
    for (const path of ['/', '/login', '/api/*', '/auth/*', '/*'])
      expect(exclude).not.toContain(path);
  });

  test('holds no source map, which would show the source to anyone', async () => {
    expect((await filesIn('pages')).filter((file) => file.endsWith('.map'))).toEqual([]);
  });

  test('lets files with a hash in their name be kept for a year', async () => {
    expect(await text('pages', '_headers')).toMatch(/\/_astro\/\*\n\s+Cache-Control: .*immutable/);
  });
});

describe('the Worker', () => {
  test('is accepted by wrangler deploy, with all bindings', async () => {
    const config = join(build, 'server', 'wrangler.json');
    const { code, output } = await run(
      process.execPath,
      [tools.wrangler, 'deploy', '--dry-run', '--config', config],
      { cwd: root },
    );
    expect(output).not.toMatch(/\[(ERROR|WARNING)\]/);
    expect(code).toBe(0);
    for (const binding of [
      'DB',
      'KV',
      'R2',
      'METRICS',
      'ASSETS',
      'RATE_SYNC',
      'RATE_HEAVY',
      'RATE_REST',
    ]) {
      expect(output).toContain(`env.${binding} `);
    }
  });

  test('has the settings for production and nothing of this machine', async () => {
    const config = JSON.parse(await text('server', 'wrangler.json'));
    expect(config).toMatchObject({ name: 'samedi', targetEnvironment: 'production' });
    expect(config.vars.MAIL_SENDER).not.toBe('mailbox');
    expect(config.vars.APP_URL).toMatch(/^https:/);
    expect(config).not.toHaveProperty('pages_build_output_dir');
  });
});
