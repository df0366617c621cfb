import { describe, expect, test } from 'vitest';
import { SamediError } from '../../src/lib/errors.ts';
import { parsePlan, planData } from '../../src/lib/plan/plan-file.ts';
import { PlanData } from '../../src/lib/wire/records.ts';

const sample = `---
id: french-b1
title: French B1 Mastery
created: 2024-01-15T10:00:00Z
updated: 2024-01-20T15:30:00+02:00
total_hours: 50
status: in-progress            # not-started | in-progress | completed | archived
tags: [language, french, b1]
---

# French B1 Mastery

## Chunk 1: Basic Greetings {#chunk-001}
**Duration**: 1 hour           # '1.5 hours', '90 minutes', '30 min', '1h'
**Status**: completed          # not-started | in-progress | completed | skipped
**Objectives**:
- Master 20 common greetings

**Resources**:
- [French Pod 101](https://example.com/#top)

**Deliverable**: Record a 2-minute self-introduction

---
`;

const file = (...body: string[]) => ['---', 'id: p', 'title: P', '---', ...body].join('\n');
const head = (...lines: string[]) => parsePlan(['---', ...lines, '---'].join('\n'));
const chunk = (...lines: string[]) => parsePlan(file('## Chunk 1: A {#a}', ...lines)).chunks[0];

function refusal(text: string): string {
  try {
    parsePlan(text);
  } catch (error) {
    if (error instanceof SamediError && error.code === 'plan_file_invalid' && error.next)
      return error.message;
    throw error;
  }
  return 'not refused';
}

describe('parsePlan', () => {
  test('reads the format as it is documented', () => {
    expect(parsePlan(sample)).toEqual({
      id: 'french-b1',
      title: 'French B1 Mastery',
      createdAt: Date.UTC(2024, 0, 15, 10),
      updatedAt: Date.UTC(2024, 0, 20, 13, 30),
      totalHours: 50,
      status: 'in-progress',
      tags: ['language', 'french', 'b1'],
      chunks: [
        {
          id: 'chunk-001',
          number: 1,
          title: 'Basic Greetings',
          minutes: 60,
          status: 'completed',
          objectives: ['Master 20 common greetings'],
          resources: ['[French Pod 101](https://example.com/#top)'],
          deliverable: 'Record a 2-minute self-introduction',
          line: 13,
        },
      ],
    });
  });

  test('reads the same with CRLF, a byte order mark, and blank lines anywhere', () => {
    const { chunks, ...plan } = parsePlan(sample);
    const spread = `\uFEFF${sample.replaceAll('\n', '\r\n\r\n')}`;
    const again = parsePlan(spread);
    expect({ ...again, chunks: [{ ...again.chunks[0], line: 13 }] }).toEqual({ ...plan, chunks });
  });

  test('needs no more than an id and a title', () => {
    expect(head('id: p', 'title: P')).toEqual({
      id: 'p',
      title: 'P',
      createdAt: null,
      updatedAt: null,
      totalHours: null,
      status: 'not-started',
      tags: [],
      chunks: [],
    });
  });

  test.each([
    ['title: "Rust: the book" # mine', 'Rust: the book'],
    ["title: 'It''s mine'", "It's mine"],
    ['title: Rust: the book', 'Rust: the book'],
    ['title: C# for all', 'C# for all'],
    ['title: Rust # a comment', 'Rust'],
    ['title: "tab\\tquote\\" \\u00e9 \\x41"', 'tab\tquote" é A'],
    ['"title":   2024', '2024'],
  ])('%s', (line, title) => {
    expect(head('id: p', line).title).toBe(title);
  });

  test.each([
    [['tags: [a, "b, c", \'d\'] # mine'], ['a', 'b, c', 'd']],
    [
      ['tags:', '  - a', '', '  # not this', "  - 'b: c' # nor this"],
      ['a', 'b: c'],
    ],
    [
      ['tags:', '- a', '- b'],
      ['a', 'b'],
    ],
    [['tags: a, b'], ['a', 'b']],
    [['tags: "a, b"'], ['a, b']],
    [['tags: []'], []],
    [['tags:'], []],
    [['tags: ~'], []],
  ])('%j', (lines, tags) => {
    expect(head('id: p', 'title: P', ...lines).tags).toEqual(tags);
  });

  test.each([
    [['title: >-', '  Rust:', '  the book', '', '  # 2'], 'Rust: the book\n# 2'],
    [['title: |', '  Rust'], 'Rust'],
    [['title: "Rust,', '  the \\', '  book"'], 'Rust, the book'],
    [['title:', '  Rust'], 'Rust'],
  ])('%j', (lines, title) => {
    expect(head('id: p', ...lines).title).toBe(title);
  });

  test.each([
    [
      ['tags: [a,', '  "b, c", # mine', ']'],
      ['a', 'b, c'],
    ],
    [
      ['tags:', '  [', '    a, b', '  ]'],
      ['a', 'b'],
    ],
    [
      ['tags:', '  - a', '    and b', '  - >-', '    c'],
      ['a and b', 'c'],
    ],
  ])('%j', (lines, tags) => {
    expect(head('id: p', ...lines, 'title: P')).toMatchObject({ tags, title: 'P' });
  });

  test('a key of the learner, with anything below it, is left alone', () => {
    const plan = head(
      'id: p',
      'notes: |',
      '  status: archived',
      '  --- no end',
      'links:',
      '- a: b',
      'title: P',
    );
    expect(plan).toMatchObject({ id: 'p', title: 'P', status: 'not-started' });
  });

  test('a heading without an id has one made of its number', () => {
    const { chunks } = parsePlan(
      file('## Chunk 7: Seven', '## chunk 12 – Twelve ##', '## Chunk 3'),
    );
    expect(chunks.map(({ id, title }) => [id, title])).toEqual([
      ['chunk-007', 'Seven'],
      ['chunk-012', 'Twelve'],
      ['chunk-003', 'Chunk 3'],
    ]);
  });

  test.each([
    ['a title that ends in #', '## Chunk 1: C#', 'C#'],
    ['braces in a title', '## Chunk 1: Sets {a} {#x}', 'Sets {a}'],
    ['a colon in a title', '## Chunk 1: A: B {#x}', 'A: B'],
  ])('%s', (_, line, title) => {
    expect(parsePlan(file(line)).chunks[0]?.title).toBe(title);
  });

  test('a list goes on over blank lines and wrapped lines, and ends with a paragraph, a field, a heading or a rule', () => {
    expect(
      chunk(
        '**Objectives**:',
        '',
        '- one',
        '  and more',
        '',
        '* [ ] two',
        '  - inner',
        '1. three',
        '',
        'A paragraph.',
        '- not this',
        '**Resources:** the book',
        '**Mood**: fine',
        '- nor this',
        '**Deliverable**: a talk',
        'of two minutes',
        '',
        '- nor this',
        '### Notes',
        '**Status**: great',
      ),
    ).toMatchObject({
      objectives: ['one and more', '[ ] two', 'inner', 'three'],
      resources: ['the book'],
      deliverable: 'a talk of two minutes',
      status: 'not-started',
      minutes: null,
    });
  });

  test('a field may come after a rule or heading where the chunk has none yet', () => {
    expect(chunk('---', '### Facts', '**Status**: Skipped')?.status).toBe('skipped');
  });

  test('another section ends a chunk', () => {
    expect(chunk('## My notes', '**Status**: tired')?.status).toBe('not-started');
  });

  test('what stands in a code fence or a comment is text; an unclosed fence is none', () => {
    const { chunks } = parsePlan(
      file(
        '````',
        '```',
        '## Chunk 1: A',
        '````',
        '<!--',
        '## Chunk 2: B',
        '-->',
        '```',
        '## Chunk 3: C',
      ),
    );
    expect(chunks.map((found) => found.id)).toEqual(['chunk-003']);
  });

  test.each([
    ['no frontmatter', '# Plan', 'line 1: a plan begins with a frontmatter'],
    ['nothing at all', '', 'line 1: a plan begins with a frontmatter'],
    ['an open frontmatter', '\n---\nid: p', 'line 2: the frontmatter is never closed.'],
    [
      'a line that is no key',
      '---\nid: p\nwhat is this\n---',
      'line 3: "what is this" is not "key: value".',
    ],
    ['no space behind the colon', '---\nid:p\n---', 'line 2: "id:p" is not "key: value".'],
    ['a key twice', '---\nid: p\nid: q\n---', 'line 3: id is given twice, first on line 2.'],
    ['no id', '---\ntitle: P\n---', 'line 1: the plan has no id.'],
    ['no title', '---\nid: p\ntitle: ~\n---', 'line 3: the plan has no title.'],
    [
      'an id that is a path',
      '---\nid: ../p\ntitle: P\n---',
      'line 2: "../p" cannot be a plan\'s id.',
    ],
    [
      'a time that is none',
      '---\nid: p\ntitle: P\ncreated: soon\n---',
      'line 4: "soon" is not a time.',
    ],
    [
      'hours in words',
      '---\nid: p\ntitle: P\ntotal_hours: ten\n---',
      'line 4: "ten" is not a number of hours.',
    ],
    [
      'an unknown status',
      '---\nid: p\ntitle: P\nstatus: doing\n---',
      'line 4: "doing" is not a status.',
    ],
    ['a block text', '---\nid: p\ntitle: |\n---', 'line 3: "|" is not a plain text.'],
    ['an anchor', '---\nid: p\ntitle: &a P\n---', 'line 3: "&a P" is not a plain text.'],
    [
      'an open quote',
      '---\nid: p\ntitle: "P\n---',
      'line 3: ""P" has quotes that do not go around',
    ],
    ['an unknown escape', '---\nid: p\ntitle: "\\q"\n---', 'line 3: "\\q" is not an escape.'],
    [
      'an open list',
      '---\nid: p\ntitle: P\ntags: [a,\n  b\n---',
      'line 4: tags is not a list of texts',
    ],
    ['an anchor below', '---\nid: p\ntitle:\n  &a P\n---', 'line 3: title is not a text'],
    [
      'an alias below',
      '---\nid: p\ntitle: P\ntags:\n  - &a x\n  -\n    *a\n---',
      'line 4: tags is not a list',
    ],
    ['a tag of YAML', '---\nid: p\ntitle:\n  !!str P\n---', 'line 3: title is not a text'],
    ['a pair below', '---\nid: p\ntitle: P\n  a: b\n---', 'line 3: title is not a text'],
    [
      'what is nested without end',
      `---\nid: p\ntitle: P\ntags:\n  ${'['.repeat(30_000)}\n---`,
      'line 4: tags is not a list of texts',
    ],
    [
      'a value of many characters',
      `---\nid: p\ntitle: >\n${'  a\n'.repeat(20_000)}---`,
      'line 3: title is longer than 65536 characters',
    ],
    [
      'a list in a list',
      '---\nid: p\ntitle: P\ntags: [a, [b]]\n---',
      'line 4: "[a, [b]]" is not a list of texts.',
    ],
    [
      'a comment in a list',
      '---\nid: p\ntitle: P\ntags: [a #, b]\n---',
      'line 4: "[a #, b]" is not a list',
    ],
    [
      'a pair in a list',
      '---\nid: p\ntitle: P\ntags:\n- a: b\n---',
      'line 5: "a: b" would be a pair, not a text.',
    ],
    [
      'a chunk number that is none',
      file('## Chunk 1.5: A'),
      'line 5: "## Chunk 1.5: A" is not a chunk\'s heading.',
    ],
    [
      'a broken chunk id',
      file('## Chunk 1: A {#a b}'),
      'line 5: "## Chunk 1: A {#a b}" is not a chunk\'s',
    ],
    [
      'a chunk id twice',
      file('## Chunk 1: A', '', '## Chunk 1: B'),
      'line 7: the chunk id "chunk-001" is taken by line 5.',
    ],
    [
      'an unknown chunk status',
      file('## Chunk 1: A', '**Status**: archived'),
      'line 6: "archived" is not a status.',
    ],
    [
      'a second status',
      file('## Chunk 1: A', '**Status**: skipped', '**Status**: skipped'),
      'line 7: a second **Status** in chunk',
    ],
    [
      'a duration without a unit',
      file('## Chunk 1: A', '**Duration**: 90'),
      'line 6: "90" is not a duration.',
    ],
  ])('%s is refused with its line', (_, text, message) => {
    expect(refusal(text)).toContain(message);
  });

  test('lines are counted alike with CRLF', () => {
    expect(
      refusal(
        file('', '## Chunk x', '## Chunk 1: A', '**Duration**: long').replaceAll('\n', '\r\n'),
      ),
    ).toBe('line 8: "long" is not a duration.');
  });
});

describe('planData', () => {
  test('carries the file byte for byte, and what was read out of it', () => {
    const text =
      `\uFEFF${sample}\n## Chunk 2: B\n**Status**: skipped\n\n## Chunk 3: C\n`.replaceAll(
        '\n',
        '\r\n',
      );
    const data = planData(text);
    expect(PlanData.parse(data)).toEqual(data);
    expect(data).toEqual({
      title: 'French B1 Mastery',
      status: 'in-progress',
      tags: ['language', 'french', 'b1'],
      total_hours: 50,
      created_at: Date.UTC(2024, 0, 15, 10),
      chunks_total: 2,
      chunks_completed: 1,
      open_minutes: 60,
      completed_minutes: 60,
      next_chunk_id: 'chunk-003',
      next_chunk_title: 'C',
      content: text,
    });
  });

  test('takes the time of creation from the caller where the file has none', () => {
    expect(planData(file(), 123).created_at).toBe(123);
  });

  test('a file of 512 KiB is taken, and one byte more is refused', () => {
    const most = file().padEnd(524_286, '\n');
    expect(planData(`${most}é`).content).toHaveLength(524_287);
    expect(() => planData(`${most}é\n`)).toThrow(
      expect.objectContaining({ code: 'record_too_large' }),
    );
  });
});

/**
 * 512 KiB of `line`, or of one line. A reader that looks at each place again from each other one would not come to an
 * end.
 */
describe('the largest file that says nothing but', () => {
  const plan = (body: string) => `---\nid: rust\ntitle: Rust\n---\n${body}`;
  const filled = (line: string) => line.repeat(524_000 / line.length);

  test.each([
    ['comments that are not closed', filled('<!--\n')],
    ['code that is not closed', filled('```rust\n')],
  ])('%s is read', (_, body) => {
    expect(parsePlan(plan(body)).chunks).toEqual([]);
  });

  test.each([
    ["blanks in a chunk's heading", plan(`## Chunk 1${filled(' ')}x\n`), 'line 5'],
    ["blanks in a chunk's id", plan(`## Chunk 1: A {#${filled(' ')}\n`), 'line 5'],
    ['blanks before a colon', `---\nid: rust\na${filled(' ')}b\n---\n`, 'line 3'],
  ])('%s is refused, with its line', (_, text, line) => {
    expect(() => parsePlan(text)).toThrow(line);
  });
});
