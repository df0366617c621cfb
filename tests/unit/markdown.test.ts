import { describe, expect, test } from 'vitest';
import { type Inline, readInline, safeHref } from '../../src/lib/text/markdown.ts';

/** Short, to compare with: `*em*`, `**strong**`, `` `code` ``, `[text](href)`. */
function shape(nodes: Inline[]): unknown[] {
  return nodes.map((node) => {
    switch (node.kind) {
      case 'text':
        return node.text;
      case 'code':
        return { code: node.text };
      case 'link':
        return { link: node.href, children: shape(node.children) };
      default:
        return { [node.kind]: shape(node.children) };
    }
  });
}

const of = (text: string) => shape(readInline(text));

describe('markdown in a line', () => {
  test.each<[string, unknown[]]>([
    ['plain', ['plain']],
    ['', []],
    ['*so* and **so**', [{ emphasis: ['so'] }, ' and ', { strong: ['so'] }]],
    ['**a *b* c**', [{ strong: ['a ', { emphasis: ['b'] }, ' c'] }]],
    ['_so_ but not snake_case_here', [{ emphasis: ['so'] }, ' but not snake_case_here']],
    ['2 * 3 * 4', ['2 * 3 * 4']],
    ['`a *b*` and ``x ` y``', [{ code: 'a *b*' }, ' and ', { code: 'x ` y' }]],
    ['an open ` tick', ['an open ` tick']],
    ['\\*not\\*', ['*not*']],
    ['C:\\dir', ['C:\\dir']],
    [
      '[French *Pod*](https://example.org/a_b_c)',
      [{ link: 'https://example.org/a_b_c', children: ['French ', { emphasis: ['Pod'] }] }],
    ],
    [
      '[Rust](https://en.wikipedia.org/wiki/Rust_(language) "title")!',
      [{ link: 'https://en.wikipedia.org/wiki/Rust_(language)', children: ['Rust'] }, '!'],
    ],
    [
      'see (https://example.org/x). Then',
      ['see (', { link: 'https://example.org/x', children: ['https://example.org/x'] }, '). Then'],
    ],
    ['<mailto:a@example.org>', [{ link: 'mailto:a@example.org', children: ['a@example.org'] }]],
    [
      '![alt](https://example.org/a.png)',
      [{ link: 'https://example.org/a.png', children: ['alt'] }],
    ],
  ])('%s', (text, expected) => {
    expect(of(text)).toEqual(expected);
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert)',
    '[x](data:text/html,hi)',
    '[x](/relative)',
    '<javascript:alert(1)>',
    '[x](vbscript:x)',
  ])('%s is text, and nothing of it is lost', (text) => {
    expect(of(text)).toEqual([text]);
  });

  test('an address cannot hide its scheme behind control characters', () => {
    expect(safeHref('java\nscript:alert(1)')).toBe(null);
    expect(safeHref('\u0001javascript:alert(1)')).toBe(null);
    expect(safeHref('https://example.org/"><script>')).toBe(
      'https://example.org/%22%3E%3Cscript%3E',
    );
  });

  test.each(['[', '![](', '*', '**a', '`', '_a', '<', '(', '\\', '[a](', 'https://a('])(
    'many of %s take no time worth speaking of',
    (piece) => {
      const text = piece.repeat(4_000 / piece.length);
      const before = performance.now();
      readInline(text);
      expect(performance.now() - before).toBeLessThan(500);
    },
  );
});
