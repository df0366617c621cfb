/** Ids become paths in one place, and entries of plans/ that cannot be opened concern themselves alone. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Home } from '../../cli/src/home/home.ts';
import { recordKinds } from '../../cli/src/kinds/kinds.ts';
import { planPath } from '../../cli/src/plans/file.ts';
import { finishPlanFiles } from '../../cli/src/plans/pending.ts';
import { removePlanFile } from '../../cli/src/plans/remove.ts';
import { openConflicts } from '../../cli/src/sync/conflicts/conflicts.ts';
import { planData } from '../../src/lib/plan/plan-file.ts';
import { FRENCH } from '../support/cli/first-version-home.ts';
import { newHome, openFirstVersionHome, samedi, samediJson } from '../support/cli/homes.ts';

const paths = [
  '../../x',
  '..',
  '/tmp/x',
  String.raw`..\..\x`,
  'a/b',
  '',
  '.x',
  'a\0b',
  'x'.repeat(101),
];

/** Plan files outside of the home: others make folders there meanwhile. */
const beside = (home: Home) =>
  readdirSync(dirname(home.paths.root)).filter((name) => name.endsWith('.md'));

describe.each(paths)('%j is no plan', (id) => {
  test('for whatever reads, writes or removes a plan', async () => {
    const home = await openFirstVersionHome();
    const before = beside(home);
    const refused = expect.objectContaining({ code: 'plan_file_invalid' });
    for (const act of [
      () => planPath(home, id),
      () => removePlanFile(home, id),
      () => recordKinds.plans.edit(home, id, planData(FRENCH, 0)),
      () => recordKinds.plans.read(home, id),
    ]) {
      let thrown: unknown;
      try {
        act();
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toEqual(refused);
    }
    expect(beside(home)).toEqual(before);
  });

  test("in the database's own tables", async () => {
    const home = await openFirstVersionHome();
    const before = beside(home);
    home.db.prepare('INSERT INTO plan_writes (id, content) VALUES (?, ?)').run(id, FRENCH);
    home.db
      .prepare(
        "INSERT INTO conflicts (id, kind, record_id, updated_at, device_id, data, detected_at) VALUES ('1', 'plans', ?, 1, 'd', '{}', 1)",
      )
      .run(id);
    finishPlanFiles(home);
    expect(openConflicts(home.db)).toEqual([]);
    expect(home.db.prepare('SELECT id FROM plan_writes').all()).toEqual([]);
    expect(beside(home)).toEqual(before);
  });
});

test('what cannot be opened in plans/ is named, and all else goes on', async () => {
  const home = await newHome();
  await samedi(home, ['plan', 'new', 'Rust']);
  const plans = join(home, 'plans');
  symlinkSync('/mnt/away/french.md', join(plans, 'dangling.md'));
  symlinkSync('loop.md', join(plans, 'loop.md'));
  symlinkSync(plans, join(plans, 'folder.md'));
  execFileSync('mkfifo', [join(plans, 'pipe.md')]);
  writeFileSync(Buffer.from(`${plans}/caf\xe9.md`, 'latin1'), FRENCH);
  writeFileSync(join(plans, 'My plan.md'), FRENCH);
  for (const words of ['start rust', 'stop', 'stats', 'export', 'status']) {
    expect((await samedi(home, words.split(' '))).stderr).not.toContain('cannot be used');
  }
  const { stderr } = await samedi(home, ['plan', 'list']);
  for (const name of ['dangling', 'loop', 'folder', 'pipe', 'My plan']) {
    expect(stderr).toContain(`plans/${name}.md, `);
  }
  const { left_out } = await samediJson<{ left_out: string[] }>(home, ['backup']);
  expect(left_out.join()).toContain('pipe.md');
});

test('what a home keeps is readable by its owner alone, also where it was not', async () => {
  const home = await newHome();
  await samedi(home, ['plan', 'new', 'Rust']);
  const mode = (name: string) => statSync(join(home, name)).mode & 0o777;
  expect(mode('sessions.db')).toBe(0o600);
  execFileSync('chmod', ['644', join(home, 'sessions.db')]);
  mkdirSync(join(home, 'cards'), { recursive: true });
  await samedi(home, ['plan', 'list']);
  expect(mode('sessions.db')).toBe(0o600);
  const { file } = await samediJson<{ file: string }>(home, ['backup']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
