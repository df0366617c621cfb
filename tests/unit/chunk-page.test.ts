import { expect, test } from 'vitest';
import type { ChunkStatus } from '../../src/lib/plan/plan-file.ts';
import { chunkPage } from '../../src/lib/views/chunk-page.ts';

const plan = (count: number, done: number) =>
  Array.from({ length: count }, (_, at) => ({
    at,
    status: (at < done ? 'completed' : 'not-started') as ChunkStatus,
  }));

test('a plan that fits is one page', () => {
  const page = chunkPage(plan(300, 20));
  expect(page).toMatchObject({
    first: 1,
    total: 300,
    earlier: null,
    later: null,
    next: { at: 20 },
  });
  expect(page.chunks).toHaveLength(300);
});

test('a long one opens where the learner is', () => {
  const page = chunkPage(plan(20_000, 1_000));
  expect(page).toMatchObject({ first: 901, earlier: 601, later: 1201, next: { at: 1_000 } });
  expect(page.chunks).toHaveLength(300);
});

test('any other part is a page, too, and says nothing of what comes next elsewhere', () => {
  expect(chunkPage(plan(1_000, 0), 950)).toMatchObject({
    first: 901,
    earlier: 601,
    later: null,
    next: null,
  });
  expect(chunkPage(plan(1_000, 0), 5_000).chunks).toHaveLength(100);
});

test('a plan that is done opens at its start, and one without chunks has an empty page', () => {
  expect(chunkPage(plan(1_000, 1_000))).toMatchObject({ first: 1, later: 301, next: null });
  expect(chunkPage(plan(0, 0))).toMatchObject({ chunks: [], total: 0, earlier: null, later: null });
});
