/** Curricula as others write them, on their way to be a plan: nothing of the text is lost, and what is made is said. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offerPlan } from '../../src/lib/plan/offer.ts';
import { parsePlan } from '../../src/lib/plan/plan-file.ts';
import { printPlan } from '../../src/lib/plan/print.ts';
import { plans } from '../support/plans.ts';

const offer = (text: string, names = {}) => {
  const { text: file, noted } = offerPlan(text, { fileName: 'my-file', ...names });
  const { id, title, chunks } = parsePlan(file);
  return {
    id,
    title,
    chunks: chunks.map((chunk) => `${chunk.title}: ${chunk.status}`),
    noted: noted.map(({ line }) => line),
    file,
  };
};

const HEAD = '---\nid: p\ntitle: P\n---\n';

describe('what a file lacks', () => {
  test('is made of its first heading, and its sections', () => {
    const text = `# Learn **Rust**, slowly

Words of mine.

## Week 1 ##
- [x] read
- [x] write
### Deeper
## Week 2
- [x] one
- [ ] two
\`\`\`md
## not this
\`\`\`
## Week 3
**Status**: done
**Duration**: 2-3 hours
`;
    const { file, ...found } = offer(text);
    expect(found).toEqual({
      id: 'learn-rust-slowly',
      title: 'Learn Rust, slowly',
      chunks: ['Week 1: completed', 'Week 2: in-progress', 'Week 3: completed'],
      noted: [1, 5, 9, 15, 17],
    });
    expect(file).toContain('Words of mine.\n\n## Chunk 1: Week 1 {#chunk-001}\n**Status**: compl');
    expect(parsePlan(file).chunks[2]?.minutes).toBe(150);
  });

  test('is made of boxes, where it has no sections', () => {
    expect(offer('- [ ] read\n  - [x] a part\n* [X] write\n1. [-] no more\n')).toMatchObject({
      id: 'my-file',
      title: 'my-file',
      chunks: ['read: not-started', 'write: completed', 'no more: skipped'],
      noted: [1, 1, 3, 4],
    });
    expect(offer('# T\n## Tasks\n- [ ] a\n- [x] b').chunks).toEqual([
      'a: not-started',
      'b: completed',
    ]);
  });

  test('can be said', () => {
    const names = { id: 'other', title: 'Another' };
    expect(offer('# One\r\n# Two\r\ntext\r\n# Three\r\n', names)).toMatchObject({
      id: 'other',
      title: 'Another',
      chunks: ['Two: not-started', 'Three: not-started'],
    });
  });

  test('is added to a frontmatter of another program, which stays', () => {
    const { file, ...found } = offer(
      '---\ntags: [a]\nid:\naliases:\n  - b\n---\n# Title: "x"\n## Chunk 1: A\n',
    );
    expect(found).toMatchObject({ id: 'title-x', title: 'Title: "x"', noted: [7] });
    expect(file).toBe(
      '---\nid: title-x\ntitle: "Title: \\"x\\""\ntags: [a]\naliases:\n  - b\n---\n# Title: "x"\n## Chunk 1: A\n',
    );
  });
});

test('headings that call themselves a chunk are made one where none is, and named where some are', () => {
  const near = '### Chunk 1: deep\n## **Chunk 2**: bold\n## 📘 Chunk Three - sign\n## Week 4\n';
  expect(offer(HEAD + near)).toMatchObject({
    chunks: ['deep', 'bold', '📘 sign', 'Week 4'].map((title) => `${title}: not-started`),
    noted: [5, 6, 7, 8],
  });
  expect(offer(`${HEAD}## Chunk 1: own\n${near}`)).toMatchObject({
    chunks: ['own: not-started'],
    noted: [6, 7, 8],
  });
});

test('what cannot be read is refused by the line of the file as it came', () => {
  expect(() => offer('# T\n## A\n- [x] b\n## B\n**Status**: hm\n')).toThrow('line 5: "hm" is not');
  expect(() => offer('# T\n## Chunk 1: A\n**Duration**: soon\n')).toThrow('line 3: "soon" is');
  expect(() => offer('# !!!\n- [ ] a\n')).toThrow('line 1: no id can be made');
  expect(() => offer('# Only notes\n')).toThrow('line 1: the file has no frontmatter, and no');
  expect(offer('# Only notes\n', { id: 'n' })).toMatchObject({ id: 'n', chunks: [] });
});

test('a plan that lacks nothing stays as it is, byte for byte', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      fc.pre(plan.chunks.length > 0);
      const text = printPlan(plan);
      expect(offerPlan(text, { fileName: 'f' })).toEqual({ text, noted: [] });
    }),
  );
});

test('each line of any text is there in the plan, or is the title of a chunk', () => {
  const line = fc.constantFrom(
    ...['# A', '## B', '### Chunk 9: C', '- [ ] d', '- [x] e', '  - [ ] f', '```', '<!--', '-->'],
    ...['', 'text', '**Note**: x', '---', '## **G** ##', '> - [ ] h', '\tcode'],
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (lines, eol) => {
      const text = `# Title${eol}${lines.join(eol)}${eol}`;
      const { file, chunks } = offer(text, { id: 't' });
      const kept = file.split(eol).filter((one) => !/^## Chunk|^\*\*Status/.test(one));
      const lost = lines.filter((one) => !kept.includes(one));
      const titles = chunks.map((chunk) => chunk.replace(/: [\w-]+$/, ''));
      const isTitle = (one: string) => titles.some((title) => one.includes(title));
      expect(lost.filter((one) => !isTitle(one))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
