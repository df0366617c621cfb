import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jsonShapes } from '../../cli/src/json-shapes.ts';

const page = readFileSync(
  new URL('../../src/components/docs/commands.md', import.meta.url),
  'utf8',
);

test.each(Object.keys(jsonShapes))('the docs say what samedi %s does', (words) => {
  const parts = words.split(' ');
  const own = page.includes(`\`samedi ${words}`);
  // `sync conflicts show` stands in the row of `sync conflicts`.
  const last = new RegExp(`samedi ${parts.slice(0, -1).join(' ')}.*\`${parts.at(-1)} [A-Z]+\``);
  expect(own || (parts.length > 2 && last.test(page))).toBe(true);
});
