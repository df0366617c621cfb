/** The linter with the project's own rules, on files planted in a folder that is laid out like the clone. */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { inRoot, root, tools } from '../../scripts/lib/paths.ts';
import { run } from '../../scripts/lib/process.ts';

/** What a file of each room may import of the clone's code, by folder or file. */
const mayImport: Record<string, readonly string[]> = {
  'src/lib/text/planted.ts': ['src/lib'],
  'src/api/auth/planted.ts': ['src/api', 'src/lib'],
  'src/api/context.ts': ['src/api', 'src/lib'],
  'src/components/ui/Planted.astro': ['src/components', 'src/lib', 'src/styles'],
  'src/components/ui/planted.ts': ['src/components', 'src/lib', 'src/styles'],
  'src/pages/docs/planted.astro': ['src/api', 'src/components', 'src/content', 'src/lib'],
  'src/pages/api/auth/planted.ts': ['src/api', 'src/components', 'src/content', 'src/lib'],
  'src/dev/planted.ts': ['src/api', 'src/components', 'src/dev', 'src/lib'],
  'src/middleware.ts': ['src/api', 'src/lib'],
  'cli/src/commands/planted.ts': ['cli', 'src/lib'],
};

/** Each room of the clone that code lies in, and each such file beside them; new ones are found by themselves. */
const rooms = [
  ...new Set(
    execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
      .split('\n')
      .filter((path) => /(?<!\.d)\.(astro|css|js|mjs|sql|ts)$|^src\/content/.test(path))
      .map((path) => /^src\/[^/]+|^[^/]+/.exec(path)![0]),
  ),
];

const forms = [
  (from: string) => `import { a } from '${from}';`,
  (from: string) => `import type { b } from '${from}';`,
  (from: string) => `import '${from}';`,
  (from: string) => `export { c } from '${from}';`,
  (from: string) => `export * from '${from}';`,
  (from: string) => `export const d = await import('${from}');`,
];

/** The lines that the linter refuses for whom they import or what they ask, of files given as lines. */
async function refused(planted: Record<string, readonly string[]>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'samedi-lint-'));
  try {
    await cp(inRoot('biome.json'), join(folder, 'biome.json'));
    await cp(inRoot('scripts/lint'), join(folder, 'scripts/lint'), { recursive: true });
    for (const [path, lines] of Object.entries(planted)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), lines.join('\n'));
    }
    const { stdout } = await run(
      process.execPath,
      [tools.biome, 'lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none'],
      { cwd: folder },
    );
    const diagnostics: { category: string; location: { path: string; start: { line: number } } }[] =
      JSON.parse(stdout).diagnostics;
    return diagnostics
      .filter(({ category }) =>
        /^plugin$|noRestricted(Imports|Globals)$|noImportCycles$/.test(category),
      )
      .map(({ location: { path, start } }) => `${path}: ${planted[path]![start.line - 1]}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As code of the file: Astro keeps it between fences. */
const asFile = (path: string, lines: readonly string[]) =>
  path.endsWith('.astro') ? ['---', ...lines, '---', '<script>', ...lines, '</script>'] : lines;

const each = (path: string, lines: readonly string[]) =>
  lines.map((line) => `${path}: ${line}`).sort();

async function refusedOf(path: string, lines: readonly string[]): Promise<string[]> {
  return [...new Set(await refused({ [path]: asFile(path, lines) }))].sort();
}

test.each(Object.entries(mayImport))('%s imports of the clone %j alone', async (path, allowed) => {
  const lines = (targets: readonly string[]) =>
    targets.flatMap((target) => {
      const file = /\.\w+$/.test(target) ? target : `${target}/some/where.ts`;
      const specifier = relative(dirname(path), file).replace(/^(?!\.)/, './');
      return forms.map((form) => form(specifier));
    });
  expect(rooms).toEqual(expect.arrayContaining([...allowed]));
  const forbidden = rooms.filter((room) => !allowed.includes(room));
  expect(forbidden).toEqual(expect.arrayContaining(['scripts', 'tests', 'bench', 'src/pages']));
  expect(await refusedOf(path, lines(rooms))).toEqual(each(path, lines(forbidden)));
});

test('src/lib imports zod, markdown-it and yaml, and no other package or module of a platform', async () => {
  const path = 'src/lib/views/stats/planted.ts';
  const packages = ['node:fs', 'fs', 'astro', 'astro:middleware', 'cloudflare:workers', 'jose'];
  const allowed = ['zod', 'markdown-it', 'yaml'];
  const lines = [...allowed, ...packages, 'drizzle-orm/d1', '@scope/name'].flatMap((name) =>
    forms.map((form) => form(name)),
  );
  const forbidden = lines.filter((line) => !allowed.some((name) => line.includes(`'${name}'`)));
  expect(await refusedOf(path, lines)).toEqual(each(path, forbidden));
});

test('src/api/context.ts alone reads cloudflare:workers', async () => {
  const line = "import { env } from 'cloudflare:workers';";
  const planted = Object.keys(mayImport).map((path) => [path, asFile(path, [line])] as const);
  const found = new Set(await refused(Object.fromEntries(planted)));
  const others = Object.keys(mayImport).filter((path) => path !== 'src/api/context.ts');
  expect([...found].sort()).toEqual(others.map((path) => `${path}: ${line}`).sort());
});

test('an import that the rules would not see is refused', async () => {
  const lines = [
    "export type A = import('./else.ts').A;",
    "export type B = typeof import('../../api/log.ts');",
    "export const c = import.meta.glob('../../api/*.ts');",
  ];
  for (const path of ['src/lib/text/planted.ts', 'cli/src/planted.ts', 'src/pages/planted.astro'])
    expect(await refusedOf(path, lines)).toEqual(each(path, lines));
});

const clocks = [
  'export const a = Date.now();',
  'export const b = Date.now;',
  'export const c = new Date();',
  'export const d = new Date;',
  'export const e = Date();',
  'export const f = Math.random();',
  'export const { random: g } = Math;',
  'export const h = Date;',
  'export const i = performance.now();',
  'export const j = crypto.randomUUID();',
  'export const k = globalThis.crypto.getRandomValues(new Uint8Array(1));',
  'export const l = Temporal.Now.instant();',
];
const noClocks = [
  'export const m = (ms: number) => new Date(ms);',
  'export const n = (text: string) => Date.parse(text);',
  'export const o = Math.floor(2.5);',
  "export const p = Date.UTC(2026, 0) + new Date('2026-01-01').getTime();",
];

test('src/lib has no clock and no chance, and what is given a time passes', async () => {
  const path = 'src/lib/time/planted.ts';
  const found = await refusedOf(path, [...clocks, ...noClocks]);
  expect(found).toEqual(each(path, clocks));
  expect(await refusedOf('src/api/auth/planted.ts', [...clocks, ...noClocks])).toEqual([]);
});

test('a browser test takes `test` from the fixtures, which fail on what goes wrong unseen', async () => {
  const own = "import { expect, test } from '@playwright/test';";
  const found = await refused({
    'tests/e2e/planted.spec.ts': [own, "import type { Page } from '@playwright/test';"],
    'tests/support/e2e/planted.ts': ["export { test } from '@playwright/test';"],
    'tests/support/e2e/fixtures.ts': ["import { expect, test as base } from '@playwright/test';"],
  });
  expect(found.sort()).toEqual([
    `tests/e2e/planted.spec.ts: ${own}`,
    "tests/support/e2e/planted.ts: export { test } from '@playwright/test';",
  ]);
});

test('modules that import each other are refused, also by types alone and when they are asked to', async () => {
  const found = await refused({
    'src/api/runs/one.ts': ["import { b } from './two.ts';", 'export const a = () => b;'],
    'src/api/runs/two.ts': ["import { a } from './one.ts';", 'export const b = () => a;'],
    'src/api/types/one.ts': ["import type { B } from './two.ts';", 'export type A = B[];'],
    'src/api/types/two.ts': ["import type { A } from './one.ts';", 'export type B = A | 1;'],
    'src/api/lazy/one.ts': ["export const c = () => import('./two.ts');"],
    'src/api/lazy/two.ts': ["export { c } from './one.ts';", "import '../runs/alone.ts';"],
  });
  expect(found.sort()).toEqual([
    "src/api/lazy/one.ts: export const c = () => import('./two.ts');",
    "src/api/lazy/two.ts: export { c } from './one.ts';",
    "src/api/runs/one.ts: import { b } from './two.ts';",
    "src/api/runs/two.ts: import { a } from './one.ts';",
    "src/api/types/one.ts: import type { B } from './two.ts';",
    "src/api/types/two.ts: import type { A } from './one.ts';",
  ]);
});
