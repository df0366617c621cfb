import { styleText } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOutput, harmless } from '../../cli/src/terminal/output.ts';

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

describe('JSON', () => {
  const odd = { title: 'a\u0007\u009b31m\u202eb\u200f c', list: ['\u061c', '日本語'] };
  const printed = (isTTY: boolean) => {
    const written: string[] = [];
    const stream = { isTTY, write: (text: string) => written.push(text) };
    const streams = { stdout: stream, stderr: stream } as unknown as {
      stdout: NodeJS.WriteStream;
      stderr: NodeJS.WriteStream;
    };
    createOutput(streams, { json: true, env: {} as NodeJS.ProcessEnv }).data(odd);
    return written.join('');
  };

  test('on a terminal holds nothing that it acts on, and says the same', () => {
    const text = printed(true);
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
    expect(text).toContain('日本語');
    expect(JSON.parse(text)).toEqual(odd);
  });

  test('elsewhere is plain', () => {
    expect(printed(false)).toBe(`${JSON.stringify(odd, null, 2)}\n`);
  });
});
