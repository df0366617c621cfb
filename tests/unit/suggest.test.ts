import { expect, test } from 'vitest';
import { nearest } from '../../cli/src/arguments/suggest.ts';

const plans = ['french-b1', 'rust-book', 'العربية', 'Latin'];

test.each([
  ['frnech-b1', 'french-b1'],
  ['frensh', 'french-b1'],
  ['rus-book', 'rust-book'],
  ['latni', 'Latin'],
  ['fench', 'french-b1'],
  ['العربيه', 'العربية'],
])('%s may have meant %s', (text, name) => {
  expect(nearest(text, plans)).toBe(name);
});

test.each(['spanish', 'x', 'fx', '', 'book', 'ru'])('%j has meant none of them', (text) => {
  const none = nearest(text, ['french-b1', 'latin', 'kotlin']);
  expect(none).toBeNull();
});

test('where nothing is known, nothing was meant', () => {
  expect(nearest('french', [])).toBeNull();
});
