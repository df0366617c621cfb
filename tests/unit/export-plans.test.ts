import { describe, expect, test } from 'vitest';
import { exportKindOf, exportName } from '../../src/lib/export/names.ts';
import { printPlansHead, printPlanText } from '../../src/lib/export/plans.ts';
import { planData } from '../../src/lib/plan/plan-file.ts';

const FRENCH = `---
id: french
title: French
total_hours: 50
status: in-progress
tags: [language, b1]
---

# French

My own words.

## Chunk 1: Greetings {#chunk-001}
**Status**: completed

`;

describe('plans as one text', () => {
  test('list them at the top, and say in words what the frontmatter says', () => {
    const plan = planData(FRENCH);
    expect(printPlansHead([plan]) + printPlanText(plan)).toBe(`\
# Plans

- French: in progress, 1 of 1 chunk completed

---

# French

In progress, 1 of 1 chunk completed, 50 h planned. Tags: language, b1.

My own words.

## Chunk 1: Greetings {#chunk-001}
**Status**: completed
`);
  });

  test('are the same whatever ends the lines of the file', () => {
    const windows = `\uFEFF${FRENCH.replaceAll('\n', '\r\n')}`;
    expect(printPlanText(planData(windows))).toBe(printPlanText(planData(FRENCH)));
  });

  test('keep a heading of another name', () => {
    const text = printPlanText(planData(FRENCH.replace('# French', '# Le français')));
    expect(text).toContain('\n# French\n\nIn progress');
    expect(text).toContain('\n# Le français\n');
  });

  test('say so where there are none', () => {
    expect(printPlansHead([])).toBe('# Plans\n\nNone yet.\n');
  });
});

describe('names of exports', () => {
  test('tell what is in them', () => {
    expect(exportKindOf(exportName('plans', '2026-01-27'))).toBe('plans');
    expect(exportKindOf(exportName('cards', '2026-01-27'))).toBe('cards');
  });

  test.each([
    'plans-2026-01-27.json',
    'cards-2026-02-30.json',
    '../eve/exports/plans-2026-01-27.md',
    'plans-2026-01-27.md/',
    'constructor-2026-01-27.md',
    '',
  ])('%j is none', (name) => {
    expect(exportKindOf(name)).toBeNull();
  });
});
