/** The counts of growth.test.ts do not see into a regular expression, so none of `src/lib` may be slow on any text. */
import { globSync, readFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';

interface Pattern {
  source: string;
  flags: string;
}

function literalsOf(path: string): Pattern[] {
  const found: Pattern[] = [];
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Those that modules of `paths` make of strings when they are loaded. */
async function madeBy(paths: readonly string[]): Promise<Pattern[]> {
  const found: Pattern[] = [];
  const { RegExp: original } = globalThis;
  globalThis.RegExp = new Proxy(original, {
    construct(target, given: [string, string?]) {
      const made = Reflect.construct(target, given);
      // The line after the error's own and this function's is who asks.
      if (new Error().stack?.split('\n')[2]?.includes('/src/lib/')) found.push(made);
      return made;
    },
  });
  try {
    for (const path of paths) await import(path);
  } finally {
    globalThis.RegExp = original;
  }
  return found.map(({ source, flags }) => ({ source, flags }));
}

/** Without regard to case: with it, the checker takes minutes, and what is slow is slow either way. */
function isFast({ source, flags }: Pattern): boolean {
  return checkSync(source, flags.replace('i', ''), { timeout: 60_000 }).status === 'safe';
}

test('no regular expression of src/lib takes more than a text is long', async () => {
  const paths = globSync(inRoot('src/lib/**/*.ts'));
  const all = [...paths.flatMap(literalsOf), ...(await madeBy(paths))];
  expect(all.length).toBeGreaterThan(100);
  const distinct = new Map(all.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern]));
  expect([...distinct].filter(([, pattern]) => !isFast(pattern)).map(([text]) => text)).toEqual([]);
}, 600_000);

test('a slow one is seen', () => {
  expect(isFast({ source: '<\\/?[a-z][^>]*>', flags: 'gi' })).toBe(false);
});
