import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeTexts } from '../../cli/src/plans/merge.ts';

test.each([
  ['both untouched', 'a\nb\n', 'a\nb\n', 'a\nb\n', 'a\nb\n', true],
  ['one changed', 'a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nc\n', 'A\nb\nc\n', true],
  ['different lines', 'a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nC\n', 'A\nb\nC\n', true],
  ['the same change', 'a\nb\n', 'A\nb\n', 'A\nb\n', 'A\nb\n', true],
  ['the same line', 'a\nb\n', 'A\nb\n', 'x\nb\n', 'A\nb\n', false],
  ['both ends', 'a\nb\nc', 'new\na\nb\nc', 'a\nb\nc\nmore', 'new\na\nb\nc\nmore', true],
])('%s', (_, base, winner, loser, text, clean) => {
  expect(mergeTexts(base, winner, loser)).toEqual({ text, clean });
});

const text = fc
  .array(fc.constantFrom('a\n', 'b\r\n', 'c\n', '\n', 'é'), { maxLength: 12 })
  .map((lines) => lines.join(''));

test('who changed nothing gets the other side, byte for byte', () => {
  fc.assert(
    fc.property(text, text, (base, changed) => {
      expect(mergeTexts(base, changed, base)).toEqual({ text: changed, clean: true });
      expect(mergeTexts(base, base, changed)).toEqual({ text: changed, clean: true });
    }),
  );
});

test('the same change on both sides is that change', () => {
  fc.assert(
    fc.property(text, text, (base, changed) => {
      expect(mergeTexts(base, changed, changed)).toEqual({ text: changed, clean: true });
    }),
  );
});
