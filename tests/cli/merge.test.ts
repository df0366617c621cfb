import { mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scanPlans } from '../../cli/src/plans/scan.ts';
import { openConflicts } from '../../cli/src/sync/conflicts/conflicts.ts';
import { mergeConflicts } from '../../cli/src/sync/conflicts/merge.ts';
import type { Conflict } from '../../src/lib/wire/conflicts.ts';
import { FRENCH } from '../support/cli/first-version-home.ts';
import { openFirstVersionHome } from '../support/cli/homes.ts';

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
  expect(() => mergeConflicts(home, [conflict], offered)).toThrow();
  expect(openConflicts(home.db)).toHaveLength(1);
  rmdirSync(draft);
  expect(mergeConflicts(home, [conflict], offered)).toBe(1);
  expect(openConflicts(home.db)).toEqual([]);
  expect(readFileSync(join(home.paths.plans, 'french-b1.md'), 'utf8')).toContain('# My French');
});
