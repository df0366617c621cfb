import { styleText } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { harmless } from '../../cli/src/terminal/output.ts';

const bold = (text: string) => styleText('bold', text, { validateStream: false });

test.each([
  ['a title that clears the screen', 'x\u001b[2Jy', 'x[2Jy'],
  ['one that names the window', '\u001b]0;mine\u0007', ']0;mine'],
  ['one that hides what is before it', 'safe\rgone\b\b', 'safegone'],
  ['one that turns the order of letters', 'a\u202ecba', 'acba'],
  ['one in the control characters of 8 bits', '\u009b2J', '2J'],
  ['a colour that never ends', '\u001b[31mred', '[31mred'],
])('%s says so and does nothing', (_, text, shown) => {
  expect(harmless(text)).toBe(shown);
  expect(harmless(text, { colours: true })).toBe(shown);
});

test('what is painted keeps its colour on a terminal alone', () => {
  const line = `${bold('25 min')} of 日本語\n\ttoday`;
  expect(harmless(line, { colours: true })).toBe(line);
  expect(harmless(line)).toBe('25 min of 日本語\n\ttoday');
});

test('nothing painted lets through what is in it', () => {
  expect(harmless(bold('a\u0007b'), { colours: true })).toBe(bold('ab'));
});

test('of any text no control character is left but tab and newline, and nothing else is lost', () => {
  const texts = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(texts, (text) => {
      expect(harmless(text)).not.toMatch(/[^\P{Cc}\n\t]/u);
      const plain = text.replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '');
      expect(harmless(plain)).toBe(plain);
    }),
  );
});
