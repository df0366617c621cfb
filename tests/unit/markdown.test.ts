import { describe, expect, test } from 'vitest';
import { safeHref } from '../../src/lib/text/markdown/href.ts';
import type { Block, Inline } from '../../src/lib/text/markdown/nodes.ts';
import { plainInline, readBlocks, readInline } from '../../src/lib/text/markdown/read.ts';

/** Short, to compare with: `*em*`, `**strong**`, `` `code` ``, `[text](href)`. */
function shape(nodes: Inline[]): unknown[] {
  return nodes.map((node) => {
    switch (node.kind) {
      case 'text':
        return node.text;
      case 'code':
      case 'math':
        return { [node.kind]: node.text };
      case 'break':
        return '⏎';
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
    ['***a***', [{ emphasis: [{ strong: ['a'] }] }]],
    ['~~a~~', [{ struck: ['a'] }]],
    ['a & b &amp; c', ['a & b &amp; c']],
    [
      '$a_1$, $5 and $10, \\(\\frac*b*\\)',
      [{ math: '$a_1$' }, ', $5 and $10, ', { math: '\\(\\frac*b*\\)' }],
    ],
    ['$$a*b*$$ and \\[c*d*\\]', [{ math: '$$a*b*$$' }, ' and ', { math: '\\[c*d*\\]' }]],
    [
      '[a $b$](https://example.org) $c',
      [{ link: 'https://example.org/', children: ['a ', { math: '$b$' }] }, ' $c'],
    ],
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

  test('words without marks', () => {
    expect(plainInline('***a*** ~~b~~ [c](https://example.org) `d` $e_1$\nf')).toBe(
      'a b c d $e_1$\nf',
    );
  });

  test('marks within marks end at some depth, and no word is lost', () => {
    const text = `${'**a '.repeat(500)}${'b** '.repeat(500)}`;
    expect(depth(readInline(text))).toBeLessThan(25);
    expect(plainInline(text)).toBe(text.replaceAll('*', ''));
  });
});

function depth(nodes: readonly unknown[]): number {
  const inner = nodes.map((node) =>
    Object.values(node as object)
      .filter(Array.isArray)
      .map(depth),
  );
  return nodes.length === 0 ? 0 : 1 + Math.max(0, ...inner.flat());
}

const text = (words: string): Inline => ({ kind: 'text', text: words });
const paragraph = (...children: Inline[]): Block => ({ kind: 'paragraph', children });

describe('markdown over lines', () => {
  test.each<[string, string, Block[]]>([
    ['nothing', ' \n', []],
    [
      'lines',
      'a\nb\n\nc',
      [paragraph(text('a'), { kind: 'break' }, text('b')), paragraph(text('c'))],
    ],
    ['a heading', '## a', [{ kind: 'heading', level: 2, children: [text('a')] }]],
    ['a fence', '```js x\n  a *b*\n```', [{ kind: 'code', text: '  a *b*', language: 'js' }]],
    ['an open fence', '```\na', [{ kind: 'code', text: 'a', language: null }]],
    ['indented code', '    a', [{ kind: 'code', text: 'a', language: null }]],
    [
      'a quote',
      '> a\n> - b',
      [
        {
          kind: 'quote',
          children: [
            paragraph(text('a')),
            { kind: 'list', start: null, items: [[paragraph(text('b'))]] },
          ],
        },
      ],
    ],
    [
      'a numbered list',
      '3. a\n4. b',
      [{ kind: 'list', start: 3, items: [[paragraph(text('a'))], [paragraph(text('b'))]] }],
    ],
    ['a rule', '---', [{ kind: 'rule' }]],
    [
      'a table',
      'a | b\n:-|-\n*c* | d',
      [
        {
          kind: 'table',
          align: ['left', null],
          head: [[text('a')], [text('b')]],
          rows: [[[{ kind: 'emphasis', children: [text('c')] }], [text('d')]]],
        },
      ],
    ],
    [
      'math',
      '$$\n\\frac{a}{b} \\\\\n\n- c_1\n$$\nd',
      [
        paragraph({ kind: 'math', text: '$$\n\\frac{a}{b} \\\\\n\n- c_1\n$$' }),
        paragraph(text('d')),
      ],
    ],
    [
      'math in a list ends with its item',
      '- $$a\n- b$$',
      [{ kind: 'list', start: null, items: [[paragraph(text('$$a'))], [paragraph(text('b$$'))]] }],
    ],
    ['markup', '<div>\n<b>a</b>', [paragraph(text('<div>'), { kind: 'break' }, text('<b>a</b>'))]],
    ['a reference', '[a]: /b', [paragraph(text('[a]: /b'))]],
  ])('%s', (_, written, blocks) => {
    expect(readBlocks(written)).toEqual(blocks);
  });

  test('what is nested too deep is shown as it is, and what comes after it, too', () => {
    const blocks = readBlocks(`${'> '.repeat(100)}a\n\nb`);
    expect(depth(blocks)).toBeLessThan(25);
    expect(JSON.stringify(blocks)).toContain('> a');
    expect(blocks.at(-1)).toEqual(paragraph(text('b')));
  });
});

describe('a budget', () => {
  test('leaves what is beyond it as it is, and the rest is read', () => {
    const budget = { characters: 20, nodes: 100 };
    expect(readBlocks('*a*', budget)).toEqual([
      paragraph({ kind: 'emphasis', children: [text('a')] }),
    ]);
    expect(readBlocks('*a*'.repeat(10), budget)).toEqual([
      { kind: 'verbatim', text: '*a*'.repeat(10) },
    ]);
    expect(readInline('*b*', budget)).toEqual([{ kind: 'emphasis', children: [text('b')] }]);
    expect(budget.characters).toBe(14);
  });

  test.each([
    ['marks', '*a*'.repeat(40)],
    ['items', '- \n'.repeat(60)],
    ['cells', `${'|'.repeat(11)}\n${'|-'.repeat(10)}|\n${'|\n'.repeat(10)}`],
  ])('counts %s', (_, written) => {
    expect(readBlocks(written, { characters: 1_000, nodes: 50 })).toEqual([
      { kind: 'verbatim', text: written },
    ]);
  });

  test('a short text makes no table of many cells', () => {
    const wide = `${'|a'.repeat(500)}|\n${'|-'.repeat(500)}|\n${'|\n'.repeat(500)}`;
    expect(readBlocks(wide).some(({ kind }) => kind === 'table')).toBe(false);
  });
});
