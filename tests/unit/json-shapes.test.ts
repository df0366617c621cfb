import { expect, test } from 'vitest';
import { jsonShapes } from '../../cli/src/tree/json-shapes.ts';
import { jsonPage } from '../../scripts/lib/json-page.ts';
import { allCommands, wordsOf } from '../support/commands.ts';

test('every command says what it prints as JSON, and nothing else does', () => {
  expect(Object.keys(jsonShapes).sort()).toEqual(allCommands().map(wordsOf).sort());
});

// `npx vitest run --project unit json-shapes -u` writes the page anew.
test('the page of the docs says the same', async () => {
  await expect(jsonPage()).toMatchFileSnapshot('../../src/content/docs/json.md');
});
