import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const cli = new URL('../../cli/src/', import.meta.url).pathname;

test("the CLI's SQL has no numbered parameters, which node:sqlite of Node 22.13 cannot bind by position", () => {
  const files = readdirSync(cli, { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts'));
  expect(sources.length).toBeGreaterThan(50);
  const numbered = sources.filter((file) => /\?\d/.test(readFileSync(join(cli, file), 'utf8')));
  expect(numbered).toEqual([]);
});
