import { expect, test } from 'vitest';
import { slugOf } from '../../src/lib/slug.ts';

test.each([
  ['French B1 Mastery', 'french-b1-mastery'],
  ['  Rust, à fond!  ', 'rust-a-fond'],
  ['日本語 N5', '日本語-n5'],
  ['C++', 'c'],
  ['!!!', ''],
  ['a'.repeat(59).concat(' b'), 'a'.repeat(59)],
])('%s becomes %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
