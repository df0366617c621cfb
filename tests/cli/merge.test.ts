import { mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeTexts } from '../../cli/src/plans/merge.ts';
import { scanPlans } from '../../cli/src/plans/scan.ts';
import { openConflicts } from '../../cli/src/sync/conflicts/conflicts.ts';
import { mergePlans } from '../../cli/src/sync/conflicts/merge.ts';
import type { Conflict } from '../../src/lib/wire/conflicts.ts';
import { FRENCH } from '../support/cli/first-version-home.ts';
import { openFirstVersionHome } from '../support/cli/homes.ts';

test.each([
  ['both untouched', 'a\nb\n', 'a\nb\n', 'a\nb\n', 'a\nb\n', true],
  ['one changed', 'a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nc\n', 'A\nb\nc\n', true],
  ['different lines', 'a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nC\n', 'A\nb\nC\n', true],
  ['the same change', 'a\nb\n', 'A\nb\n', 'A\nb\n', 'A\nb\n', true],
  ['the same line', 'a\nb\n', 'A\nb\n', 'x\nb\n', 'A\nb\n', false],
  ['both ends', 'a\nb\nc', 'new\na\nb\nc', 'a\nb\nc\nmore', 'new\na\nb\nc\nmore', true],
])('%s', (_, base, winner, loser, text, clean) => {
  expect(mergeTexts(base, winner, loser)).toEqual({ text, clean });
});

const text = fc
  .array(fc.constantFrom('a\n', 'b\r\n', 'c\n', '\n', 'é'), { maxLength: 12 })
  .map((lines) => lines.join(''));

test('who changed nothing gets the other side, byte for byte', () => {
  fc.assert(
    fc.property(text, text, (base, changed) => {
      expect(mergeTexts(base, changed, base)).toEqual({ text: changed, clean: true });
      expect(mergeTexts(base, base, changed)).toEqual({ text: changed, clean: true });
    }),
  );
});

test('the same change on both sides is that change', () => {
  fc.assert(
    fc.property(text, text, (base, changed) => {
      expect(mergeTexts(base, changed, changed)).toEqual({ text: changed, clean: true });
    }),
  );
});

/** A base of numbered lines, and two texts of it that change different, not touching lines. */
const disjoint = fc
  .array(fc.constantFrom('base', 'winner', 'loser'), { minLength: 1, maxLength: 20 })
  .map((authors) => {
    const side = (name: string) =>
      authors
        .map((author, i) => `${author === name ? `by ${name}` : 'line'} ${i}\n\nbetween ${i}\n`)
        .join('');
    return { authors, base: side(''), winner: side('winner'), loser: side('loser') };
  });

test('changes of different lines both survive', () => {
  fc.assert(
    fc.property(disjoint, ({ authors, base, winner, loser }) => {
      const { text, clean } = mergeTexts(base, winner, loser);
      expect(clean).toBe(true);
      for (const [i, author] of authors.entries()) {
        expect(text).toContain(author === 'base' ? `line ${i}\n` : `by ${author} ${i}\n`);
      }
    }),
  );
});

test('a clean merge says the same whoever won', () => {
  fc.assert(
    fc.property(text, text, text, (base, one, other) => {
      const merged = mergeTexts(base, one, other);
      const swapped = mergeTexts(base, other, one);
      expect(swapped.clean).toBe(merged.clean);
      if (merged.clean) expect(swapped.text).toBe(merged.text);
    }),
  );
});

test('a merge that cannot be written leaves its conflict listed', async () => {
  const home = await openFirstVersionHome();
  scanPlans(home);
  const conflict: Conflict = {
    ...{ id: 'plans:french-b1:1:d', action: 'create', kind: 'plans', record_id: 'french-b1' },
    ...{ updated_at: 1, device: 'd', detected_at: Date.now() },
    data: { content: FRENCH.replace('# French B1 Mastery\n', '# My French\n') },
  };
  home.db
    .prepare("INSERT INTO conflicts VALUES (?, 'plans', 'french-b1', 1, 'd', ?, ?, 0, NULL)")
    .run(conflict.id, JSON.stringify(conflict.data), conflict.detected_at);
  const offered = new Map([['french-b1', { base: FRENCH, versions: new Set(['1:d']) }]]);
  // What is in the way of the file's draft, as a full disk would be.
  const draft = join(home.paths.plans, `french-b1.md.${process.pid}.tmp`);
  mkdirSync(draft);
  expect(() => mergePlans(home, [conflict], offered)).toThrow();
  expect(openConflicts(home.db)).toHaveLength(1);
  rmdirSync(draft);
  expect(mergePlans(home, [conflict], offered)).toBe(1);
  expect(openConflicts(home.db)).toEqual([]);
  expect(readFileSync(join(home.paths.plans, 'french-b1.md'), 'utf8')).toContain('# My French');
});
