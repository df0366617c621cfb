import { mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { untrackedChange } from '../../cli/src/home/tracking.ts';
import { scanPlans } from '../../cli/src/plans/scan.ts';
import { rememberBase } from '../../cli/src/plans/store.ts';
import { openConflicts } from '../../cli/src/sync/conflicts/conflicts.ts';
import { mergeConflicts } from '../../cli/src/sync/conflicts/merge.ts';
import { storeConflicts } from '../../cli/src/sync/conflicts/round.ts';
import type { Conflict } from '../../src/lib/wire/conflicts.ts';
import { FRENCH } from '../support/cli/first-version-home.ts';
import { openFirstVersionHome } from '../support/cli/homes.ts';

test('a merge that cannot be written leaves its conflict listed', async () => {
  const home = await openFirstVersionHome();
  scanPlans(home);
  const conflict: Conflict = {
    ...{ id: 'plans:french-b1:1', action: 'create', kind: 'plans', record_id: 'french-b1' },
    ...{ updated_at: 1, device: 'd', detected_at: Date.now(), version: 1, past: [5] },
    data: { content: FRENCH.replace('# French B1 Mastery\n', '# My French\n') },
  };
  // The version here and the one that lost both grew from version 5.
  untrackedChange(home.db, () => {
    storeConflicts(home.db, [conflict]);
    rememberBase(home.db, 'french-b1', 5, FRENCH);
    home.db.exec(
      "UPDATE versions SET version = 6, past = ',0000000000000005,', dirty = 0 WHERE kind = 'plans'",
    );
  });
  // What is in the way of the file's draft, as a full disk would be.
  const draft = join(home.paths.plans, `french-b1.md.${process.pid}.tmp`);
  mkdirSync(draft);
  expect(() => mergeConflicts(home, [conflict])).toThrow();
  expect(openConflicts(home.db)).toHaveLength(1);
  rmdirSync(draft);
  expect(mergeConflicts(home, [conflict])).toEqual({ merged: 1, waiting: [] });
  expect(openConflicts(home.db)).toEqual([]);
  expect(readFileSync(join(home.paths.plans, 'french-b1.md'), 'utf8')).toContain('# My French');
});
