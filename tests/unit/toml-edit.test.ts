import fc from 'fast-check';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { setTomlValue } from '../../src/lib/text/toml-edit.ts';

const set = (text: string) => setTomlValue(text, 'user', 'timezone', '"Asia/Tokyo"');

test.each([
  ['', '[user]\ntimezone = "Asia/Tokyo"\n'],
  ['# mine', '# mine\n\n[user]\ntimezone = "Asia/Tokyo"\n'],
  ['[llm]\r\nx = 1\r\n', '[llm]\r\nx = 1\r\n\r\n[user]\r\ntimezone = "Asia/Tokyo"\r\n'],
  ['[user]\ntimezone = "UTC"  # home\n', '[user]\ntimezone = "Asia/Tokyo"  # home\n'],
  ["[user]\n  timezone='a # b' # c", '[user]\n  timezone="Asia/Tokyo" # c'],
  ['[user]\ntimezone = 7', '[user]\ntimezone = "Asia/Tokyo"'],
  ['\uFEFF[ user ] # me\n"timezone" = ""', '\uFEFF[ user ] # me\n"timezone" = "Asia/Tokyo"'],
  ['[user]\n# x\n\n[a]\ntimezone = 1', '[user]\n# x\ntimezone = "Asia/Tokyo"\n\n[a]\ntimezone = 1'],
  ['[user]\n#timezone = 1\n', '[user]\n#timezone = 1\ntimezone = "Asia/Tokyo"\n'],
  ['[user]', '[user]\ntimezone = "Asia/Tokyo"'],
])('%j becomes %j', (before, after) => {
  expect(set(before)).toBe(after);
});

test.each(['[user]\ntimezone = """\nUTC"""\n', '[user]\ntimezone = [\n1]\n'])(
  '%j is left to a person',
  (text) => {
    expect(set(text)).toBeNull();
  },
);

const lines = fc.array(
  fc.constantFrom(
    ...[
      '# a comment',
      '',
      '  ',
      '[llm]',
      '[[list]]',
      '[user.more]',
      '[user]',
      'timezone = "UTC" # x',
    ],
    ...['a = 1', "b = 'timezone = 1'", 'c = [1, 2]', 'timezone = 3', '"é" = "\\"#"'],
  ),
);

test('says the same as before, but for the one value, and twice is once', () => {
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n'), fc.boolean(), (all, eol, ended) => {
      const text = all.join(eol) + (ended ? eol : '');
      const before = meaning(text);
      const after = set(text);
      fc.pre(before !== null && after !== null);
      const user = { ...(before['user'] as object), timezone: 'Asia/Tokyo' };
      expect(meaning(after)).toEqual({ ...before, user });
      expect(set(after)).toBe(after);
      const kept = new Set(after.split(eol));
      expect(all.filter((line) => !kept.has(line)).length).toBeLessThanOrEqual(1);
    }),
  );
});

function meaning(text: string): Record<string, unknown> | null {
  try {
    return parse(text);
  } catch {
    return null; // Not every mix of lines is TOML.
  }
}
