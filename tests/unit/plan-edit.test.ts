import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chunkStatuses,
  type Plan,
  parsePlan,
  planStatuses,
  printPlan,
  setChunkStatus,
  setPlanStatus,
} from '../../src/lib/plan/plan-file.ts';
import { plans, withOwnText } from '../support/plans.ts';

const file = (...body: string[]) => ['---', 'id: p', 'title: P', '---', ...body].join('\n');
const withoutLines = (plan: Plan): Plan => ({
  ...plan,
  chunks: plan.chunks.map((chunk) => ({ ...chunk, line: 0 })),
});
const files = plans.chain((plan) => withOwnText(printPlan(plan)).map((text) => ({ plan, text })));

describe('printPlan', () => {
  test('what it prints is read back as the same plan', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(withoutLines(parsePlan(printPlan(plan)))).toEqual(plan);
      }),
    );
  });

  test("the learner's own text between the parts changes nothing that is read", () => {
    fc.assert(
      fc.property(files, ({ plan, text }) => {
        expect(withoutLines(parsePlan(text))).toEqual(plan);
      }),
    );
  });
});

describe('setChunkStatus', () => {
  test('changes that status, in one line, and nothing else', () => {
    fc.assert(
      fc.property(
        files.filter(({ plan }) => plan.chunks.length > 0),
        fc.nat(),
        fc.constantFrom(...chunkStatuses),
        fc.boolean(),
        ({ text: printed }, pick, status, bare) => {
          // Without any Status line a new one has to be put in.
          const text = bare
            ? printed.replace(/^\*\*Status\*\*: (?:not-started|completed).*\r?\n?/gm, '')
            : printed;
          const before = withoutLines(parsePlan(text));
          const at = pick % before.chunks.length;
          const changed = setChunkStatus(text, before.chunks[at]?.id ?? '', status);
          const chunks = before.chunks.map((chunk, i) => (i === at ? { ...chunk, status } : chunk));
          expect(withoutLines(parsePlan(changed))).toEqual({ ...before, chunks });
          expect(linesChanged(text, changed)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test.each([
    ['keeps a comment', '**Status**: completed   # done!', '**Status**: skipped   # done!'],
    ['keeps a comment behind no value', '**Status**: # todo', '**Status**: skipped # todo'],
    ['fills an empty value', '**Status**:', '**Status**: skipped'],
    ['keeps the colon where it is', '**status:**  Completed  ', '**status:**  skipped  '],
    [
      'comes after the duration',
      '**Duration**: 1h\n**Objectives**:',
      '**Duration**: 1h\n**Status**: skipped\n**Objectives**:',
    ],
    [
      'comes before the first field',
      '---\n**Objectives**:\n- a',
      '---\n**Status**: skipped\n**Objectives**:\n- a',
    ],
    ['comes after the heading', 'notes', '**Status**: skipped\nnotes'],
  ])('%s', (_, before, after) => {
    const heading = '## Chunk 1: A {#a}';
    expect(setChunkStatus(file(heading, before), 'a', 'skipped')).toBe(file(heading, after));
  });

  test('a heading that ends the file gets its line below', () => {
    expect(setChunkStatus(file('## Chunk 1: A'), 'chunk-001', 'completed')).toBe(
      file('## Chunk 1: A', '**Status**: completed'),
    );
  });

  test('a status that is already so leaves the file as it is, however it is written', () => {
    const text = file('## Chunk 1: A', '**Status**: In Progress');
    expect(setChunkStatus(text, 'chunk-001', 'in-progress')).toBe(text);
  });

  test('a chunk that is not there is not found', () => {
    expect(() => setChunkStatus(file('## Chunk 1: A'), 'nope', 'completed')).toThrow(
      expect.objectContaining({ code: 'not_found', next: 'Run: samedi plan show p' }),
    );
  });
});

describe('setPlanStatus', () => {
  test('changes the status, in one line, and nothing else', () => {
    fc.assert(
      fc.property(
        files,
        fc.constantFrom(...planStatuses),
        fc.boolean(),
        ({ text: printed }, status, bare) => {
          const text = bare ? printed.replace(/^status: not-started.*\r?\n/m, '') : printed;
          const changed = setPlanStatus(text, status);
          expect(withoutLines(parsePlan(changed))).toEqual({
            ...withoutLines(parsePlan(text)),
            status,
          });
          expect(linesChanged(text, changed)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test.each([
    ['status: "in-progress" # now', 'status: archived # now'],
    ["'status' :   'completed'", "'status' :   archived"],
    ['status:', 'status: archived'],
    ['status: ~', 'status: archived'],
    ['status: # open', 'status: archived # open'],
    ['status: >-\n  in-progress\n\n# mine', 'status: archived\n\n# mine'],
    ['"status":\n  completed', '"status": archived'],
  ])('%s becomes %s', (before, after) => {
    const text = (line: string) => `---\nid: p\n${line}\ntitle: P\n---\n`;
    expect(setPlanStatus(text(before), 'archived')).toBe(text(after));
  });
});

/** How many lines are between the common start and the common end of two texts, at most. */
function linesChanged(before: string, after: string): number {
  const a = before.split('\n').map((line) => line.replace('\r', ''));
  const b = after.split('\n').map((line) => line.replace('\r', ''));
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end;
}
