/** Files follow the database: what sync brings is written after the commit, whatever happens in between. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { expect, test } from 'vitest';
import type { Home } from '../../cli/src/home/home.ts';
import { untrackedChange } from '../../cli/src/home/tracking.ts';
import { planPath } from '../../cli/src/plans/file.ts';
import { finishPlanFiles } from '../../cli/src/plans/pending.ts';
import { scanPlans } from '../../cli/src/plans/scan.ts';
import { rememberBase } from '../../cli/src/plans/store.ts';
import { openConflicts } from '../../cli/src/sync/conflicts/conflicts.ts';
import { mergeConflicts } from '../../cli/src/sync/conflicts/merge.ts';
import { receiveDelta } from '../../cli/src/sync/deltas/receive.ts';
import { nameOf, versionOfRecord } from '../../cli/src/sync/versions.ts';
import { planData } from '../../src/lib/plan/plan-file.ts';
import { FRENCH } from '../support/cli/first-version-home.ts';
import { openFirstVersionHome } from '../support/cli/homes.ts';

const ID = 'french-b1';

/** A home whose plan the server has, too. */
async function syncedHome(): Promise<Home> {
  const home = await openFirstVersionHome();
  scanPlans(home);
  untrackedChange(home.db, () => {
    home.db.exec("UPDATE versions SET version = 5, dirty = 0 WHERE kind = 'plans'");
    rememberBase(home.db, ID, 5, FRENCH);
  });
  return home;
}

/** What another device made of it, in the database and not yet in the file; null is a deletion. */
function arrives(home: Home, content: string | null): void {
  const updated_at = (versionOfRecord(home.db, 'plans', ID)?.updated_at ?? 0) + 1;
  const data = content === null ? null : planData(content, 0);
  const version = nameOf({ kind: 'plans', id: ID, updated_at, device_id: 'phone' }, data);
  const delta = { id: ID, updated_at, version, past: [5], device: 'phone' };
  untrackedChange(home.db, () =>
    receiveDelta(
      home,
      'plans',
      data ? { action: 'update', ...delta, data } : { action: 'delete', ...delta },
    ),
  );
}

const textOf = (home: Home) => readFileSync(planPath(home, ID), 'utf8');
const theirs = FRENCH.replace('title: French B1 Mastery', 'title: Their French');
const mine = FRENCH.replace('# French B1 Mastery\n', '# My French\n');

test('a command that is cut after the commit leaves the file to the next one', async () => {
  const home = await syncedHome();
  arrives(home, theirs);
  expect(textOf(home)).toBe(FRENCH);
  expect(scanPlans(home)).toEqual([]);
  expect(textOf(home)).toBe(theirs);
  expect(versionOfRecord(home.db, 'plans', ID)).toMatchObject({ dirty: 0, device_id: 'phone' });
});

test('as it does where the file was written and that was not noted', async () => {
  const home = await syncedHome();
  arrives(home, theirs);
  writeFileSync(planPath(home, ID), theirs);
  scanPlans(home);
  expect(versionOfRecord(home.db, 'plans', ID)).toMatchObject({ dirty: 0, device_id: 'phone' });
  expect(openConflicts(home.db)).toEqual([]);
});

test('what an editor saves in between is kept as a conflict, and merged', async () => {
  const home = await syncedHome();
  arrives(home, theirs);
  writeFileSync(planPath(home, ID), mine);
  const lost = finishPlanFiles(home);
  expect(textOf(home)).toBe(theirs);
  expect(openConflicts(home.db)).toMatchObject([{ record_id: ID, data: { content: mine } }]);
  expect(mergeConflicts(home, lost)).toMatchObject({ merged: 1 });
  expect(textOf(home)).toContain('title: Their French');
  expect(textOf(home)).toContain('# My French');
  expect(openConflicts(home.db)).toEqual([]);
});

test('cut before the file is replaced, the edit is there, and listed all the same', async () => {
  const home = await syncedHome();
  arrives(home, theirs);
  writeFileSync(planPath(home, ID), mine);
  // What is in the way of the file's draft, as a full disk would be.
  const draft = `${planPath(home, ID)}.${process.pid}.tmp`;
  mkdirSync(draft);
  expect(() => finishPlanFiles(home)).toThrow();
  expect(textOf(home)).toBe(mine);
  expect(openConflicts(home.db)).toMatchObject([{ record_id: ID, data: { content: mine } }]);
  rmdirSync(draft);
  scanPlans(home);
  expect(textOf(home)).toBe(theirs);
  expect(openConflicts(home.db)).toHaveLength(1);
});

test('a deletion that is cut goes on, and an edit in between is listed', async () => {
  const home = await syncedHome();
  arrives(home, null);
  writeFileSync(planPath(home, ID), mine);
  scanPlans(home);
  scanPlans(home);
  expect(existsSync(planPath(home, ID))).toBe(false);
  expect(readdirSync(home.paths.trash)).toHaveLength(1);
  expect(openConflicts(home.db)).toMatchObject([{ record_id: ID, data: { content: mine } }]);
  expect(versionOfRecord(home.db, 'plans', ID)).toMatchObject({ dirty: 0, deleted: 1 });
});
