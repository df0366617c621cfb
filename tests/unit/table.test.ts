import { expect, test } from 'vitest';
import { columns, cut } from '../../cli/src/terminal/table.ts';

test('cells stand under each other by the columns that a terminal gives them', () => {
  const rows = [
    ['french-b1', 'a'],
    ['日本語', 'b'],
    ['été', 'c'],
    ['👩‍🏫', 'd'],
  ];
  expect(columns(rows)).toEqual(['french-b1  a', '日本語     b', 'été        c', '👩‍🏫         d']);
});

test('a row ends where its text ends, and holds no line break', () => {
  expect(
    columns([
      ['a', 'one\ntwo\tthree'],
      ['b', ''],
    ]),
  ).toEqual(['a  one two three', 'b']);
});

test.each([
  [undefined, 'a note that is rather long'],
  [40, 'a note that is rather long'],
  [25, 'a note that is rathe…'],
  // Of what people wrote, at least this much is shown, though the row then takes two lines.
  [10, 'a note that is …'],
])('with %s columns only the last cell is cut', (limit, last) => {
  expect(columns([['id', 'a note that is rather long']], limit)).toEqual([`id  ${last}`.trimEnd()]);
});

test('a cut goes through no character', () => {
  expect(cut('日本語です', 6)).toBe('日本…');
  expect(cut('👩‍🏫👩‍🏫👩‍🏫', 5)).toBe('👩‍🏫👩‍🏫…');
});
