import { expect, test } from 'vitest';
import { slugOf } from '../../src/lib/text/slug.ts';

test.each([
  ['French B1 Mastery', 'french-b1-mastery'],
  ['  Rust, à fond!  ', 'rust-a-fond'],
  ['日本語 N5', '日本語-n5'],
  ['Ελληνικά, ἀρχή', 'ελληνικα-αρχη'],
  ['한국어 배우기', '한국어-배우기'],
  ['हिन्दी सीखें', 'हिन्दी-सीखें'],
  ['العربية للمبتدئين', 'العربية-للمبتدئين'],
  ['ペン習字', 'ペン習字'],
  ['Русский язык, ещё', 'русский-язык-ещё'],
  ['C++', 'c'],
  ['!!!', ''],
  ['a'.repeat(59).concat(' b'), 'a'.repeat(59)],
])('%s becomes %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});
