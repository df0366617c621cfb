import { describe, expect, test } from 'vitest';
import { found } from '../../src/components/docs/found.ts';
import { sectionsOf } from '../../src/components/docs/sections.ts';
import { unbrokenCode } from '../../src/components/docs/unbroken-code.ts';

const sync = sectionsOf({
  href: '/docs/sync',
  title: 'How sync works',
  html: '<p>It makes <b>devices</b> agree.</p><h2 id="wrong">What can go &#x26; wrong</h2><p>A clock.</p>',
});

describe('the docs in pieces', () => {
  test('are what stands before the first heading, and under each', () => {
    const page = 'How sync works';
    expect(sync).toEqual([
      { href: '/docs/sync', page, title: page, text: 'It makes devices agree.' },
      { href: '/docs/sync#wrong', page, title: 'What can go & wrong', text: 'A clock.' },
    ]);
  });

  test('are found by all words, in any case, titles first', () => {
    const titles = (asked: string) => found(sync, asked).map(({ title }) => title);
    expect(titles('CLOCK sync')).toEqual(['What can go & wrong']);
    expect(titles('wrong')).toEqual(['What can go & wrong']);
    expect(titles('how sync')).toEqual(['How sync works', 'What can go & wrong']);
    expect(titles('clock devices')).toEqual([]);
    expect(titles(' ')).toEqual([]);
  });
});

test('words of code are kept whole at their hyphens, unless they are long', () => {
  expect(unbrokenCode('<p>a-b <code>samedi --json -- &#x3C;x></code></p>')).toBe(
    '<p>a-b <code>samedi <span class="whitespace-nowrap">--json</span> <span class="whitespace-nowrap">--</span> &#x3C;x></code></p>',
  );
  const long = `--${'a-'.repeat(20)}b`;
  expect(unbrokenCode(`<pre><code>${long}</code></pre>`)).toBe(`<pre><code>${long}</code></pre>`);
});
