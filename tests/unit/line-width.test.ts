import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { run } from '../../scripts/lib/process.ts';

let clone: string;
beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'samedi-width-'));
  execFileSync('git', ['init', '-q', clone]);
});
afterAll(() => rm(clone, { recursive: true, force: true }));

/** A line that is one column longer than prose may be, beginning with `start`. */
const over = (start: string) => start.padEnd(121, ' word');

async function refused(file: string, ...lines: string[]): Promise<string[]> {
  await writeFile(join(clone, file), lines.join('\n'));
  const script = inRoot('scripts/lint/line-width.mjs');
  const { code, stdout } = await run(process.execPath, [script], { cwd: clone });
  await rm(join(clone, file));
  expect(code).toBe(stdout ? 1 : 0);
  return [...stdout.matchAll(/^(\S+) has 121/gm)].map(([, place]) => place!);
}

test('prose of 120 columns passes, and a column more is refused', async () => {
  expect(await refused('a.md', over('').slice(1), over(''))).toEqual(['a.md:2']);
});

test.each([
  ['a.ts', '// '],
  ['b.ts', ' * '],
  ['c.ts', 'const a = 1; // '],
  ['d.css', '/* '],
  ['e.sql', '-- '],
  ['f.astro', '<!-- '],
])('so is a comment in %s that begins with %j', async (file, start) => {
  expect(await refused(file, over(start))).toEqual([`${file}:1`]);
});

test('tables, code and addresses of links may be longer', async () => {
  const address = `https://example.org/${'a'.repeat(120)}`;
  const lines = [over('|'), '```sh', over('$'), '```', `[there](${address}), or ${address}`];
  expect(await refused('a.md', ...lines)).toEqual([]);
  expect(await refused('a.ts', `// See ${address}`, `const text = '${'a'.repeat(120)}';`)).toEqual(
    [],
  );
});
