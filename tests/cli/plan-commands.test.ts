import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { parsePlan } from '../../src/lib/plan/plan-file.ts';
import { FRENCH, writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { change, errorOf, newHome, rows, samedi, samediJson } from '../support/cli/homes.ts';
import { onTerminal } from '../support/terminal.ts';

async function homeWithPlan(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  return home;
}

const fileOf = (home: string, id = 'french-b1') =>
  readFileSync(join(home, 'plans', `${id}.md`), 'utf8');

/** An editor that runs `script`, with the file as `$1`. */
function editor(home: string, script: string): { EDITOR: string; VISUAL: string } {
  const path = join(home, 'an editor');
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return { EDITOR: `"${path}" --wait`, VISUAL: '' };
}

describe('plan new', () => {
  test('makes a file that reads as what was asked for', async () => {
    const home = await newHome();
    const args = ['--chunk', 'Ownership', '--chunk', 'Borrowing: "why"', '--hours', '7.5'];
    const made = await samediJson(home, ['plan', 'new', 'Rust, à fond!', ...args, '--tag', 'code']);
    expect(made).toMatchObject({ id: 'rust-a-fond', title: 'Rust, à fond!' });
    const plan = parsePlan(fileOf(home, 'rust-a-fond'));
    expect(plan).toMatchObject({ totalHours: 7.5, tags: ['code'], status: 'not-started' });
    expect(plan.chunks.map((chunk) => chunk.title)).toEqual(['Ownership', 'Borrowing: "why"']);
    expect(await samediJson(home, ['start', 'rust', '2'])).toMatchObject({ chunk_id: 'chunk-002' });
  });

  test('replaces no plan', async () => {
    const home = await homeWithPlan();
    const error = await errorOf(home, ['plan', 'new', 'French', '--id', 'french-b1']);
    expect(error).toMatchObject({ exit: 1, code: 'already_exists' });
    expect(fileOf(home)).toBe(FRENCH);
  });

  test.each([
    [['!!!'], 4],
    [['French', '--id', '../x'], 4],
    [['French', '--hours', 'many'], 4],
    [['French', '--chunk', ' '], 4],
    [[], 2],
  ])('%j ends with %i', async (args, exit) => {
    const error = await errorOf(await newHome(), ['plan', 'new', ...args]);
    expect(error).toMatchObject({ exit });
    expect(error.next).toBeTruthy();
  });
});

describe('plan import', () => {
  const importFile = async (home: string, text: string, ...flags: string[]) => {
    writeFileSync(join(home, 'road map.md'), text);
    return samediJson(home, ['plan', 'import', join(home, 'road map.md'), ...flags]);
  };

  test('of a file without a frontmatter says what it made; --dry-run makes nothing', async () => {
    const home = await newHome();
    const text = '# A roadmap\n\n- [ ] read\n- [x] write\n';
    const made = {
      id: 'a-roadmap',
      title: 'A roadmap',
      chunks_total: 2,
      chunks_completed: 1,
      notes: [{ line: 1 }, { line: 3 }, { line: 4 }],
    };
    expect(await importFile(home, text, '--dry-run')).toMatchObject({ ...made, dry_run: true });
    expect(existsSync(join(home, 'plans', 'a-roadmap.md'))).toBe(false);
    expect(await importFile(home, text)).toMatchObject({ ...made, dry_run: false });
    expect(await samediJson(home, ['plan', 'show', 'a-road'])).toMatchObject({ id: 'a-roadmap' });
    expect(await importFile(home, 'Words.\n', '--id', 'w')).toMatchObject({
      id: 'w',
      title: 'road map',
      chunks_total: 0,
      notes: [{ line: 1 }, { line: 1, text: expect.stringContaining('## Chunk 1: Title') }],
    });
  });

  test('of a plan copies it byte for byte, its mark of UTF-8 too', async () => {
    const home = await newHome();
    expect(await importFile(home, `\uFEFF${FRENCH}`)).toMatchObject({ notes: [] });
    expect(fileOf(home)).toBe(`\uFEFF${FRENCH}`);
    const error = await errorOf(home, ['plan', 'import', join(home, 'none.md')]);
    expect(error).toMatchObject({ exit: 6 });
  });
});

describe('plan edit', () => {
  test('opens the editor, flags and all, and notes the change', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['plan', 'list']);
    change(home, 'UPDATE versions SET dirty = 0');
    const env = editor(home, 'echo opened; echo "A line of mine." >> "$2"');
    const { stdout, stderr } = await samedi(home, ['plan', 'edit', 'fr', '--json'], env);
    expect(JSON.parse(stdout)).toEqual({ id: 'french-b1', changed: true });
    expect(stderr).toContain('opened');
    expect(fileOf(home)).toBe(`${FRENCH}A line of mine.\n`);
    expect(rows(home, 'SELECT id FROM versions WHERE dirty = 1')).toEqual([{ id: 'french-b1' }]);
  });

  test('names what is wrong after it, and keeps what was written', async () => {
    const home = await homeWithPlan();
    const env = editor(home, `sed -i 's/not-started/nearly/' "$2"`);
    const error = await errorOf(home, ['plan', 'edit', 'french-b1'], env);
    expect(error).toMatchObject({ exit: 4, code: 'plan_file_invalid' });
    expect(error.message).toContain('edits/french-b1.md, line 20: "nearly" is not a status.');
    expect(error.next).toContain('What you wrote is kept: samedi plan edit french-b1');
    expect(fileOf(home)).toBe(FRENCH);
    const repair = editor(home, `sed -i 's/nearly/skipped/' "$2"`);
    expect(await samediJson(home, ['plan', 'edit', 'french-b1'], repair)).toMatchObject({
      changed: true,
    });
    expect(fileOf(home)).toBe(FRENCH.replace('not-started', 'skipped'));
  });

  test('is a change of what was handed out, whatever came meanwhile', async () => {
    const home = await homeWithPlan();
    const done = `"${process.execPath}" "${inRoot('cli/bin/samedi.js')}" plan done french-b1 2 >&2`;
    const env = editor(
      home,
      `sed 's/^# French.*/# My French/' "$2" > "$2.new"; ${done}; cat "$2.new" > "$2"`,
    );
    await samedi(home, ['plan', 'edit', 'french-b1'], { ...env, SAMEDI_HOME: home });
    const both = FRENCH.replace('# French B1 Mastery\n', '# My French\n');
    expect(fileOf(home)).toBe(both.replace('not-started', 'completed'));
    expect(await samediJson(home, ['sync', 'conflicts'])).toEqual([]);
  });

  test('is taken where it is saved late, and keeps what both had changed', async () => {
    const home = await homeWithPlan();
    const draft = join(home, 'edits', 'french-b1.md');
    await samedi(home, ['plan', 'edit', 'french-b1'], editor(home, 'true'));
    await samedi(home, ['plan', 'done', 'french-b1', '2', '--status', 'skipped']);
    writeFileSync(draft, FRENCH.replace('not-started', 'in-progress'));
    const { stdout } = await samedi(home, ['plan', 'show', 'french-b1']);
    expect(stdout).toMatch(/›\s+chunk-002/);
    expect(fileOf(home)).toBe(FRENCH.replace('not-started', 'in-progress'));
    expect(await samediJson(home, ['sync', 'conflicts'])).toHaveLength(1);
    writeFileSync(draft, 'no plan at all');
    const warned = await samedi(home, ['plan', 'list']);
    expect(warned.stderr).toContain('edits/french-b1.md, line 1');
    expect(fileOf(home)).toBe(FRENCH.replace('not-started', 'in-progress'));
  });

  test('says so where no editor is set, or where it fails', async () => {
    const home = await homeWithPlan();
    const none = { EDITOR: '', VISUAL: '' };
    expect(await errorOf(home, ['plan', 'edit', 'french-b1'], none)).toMatchObject({ exit: 2 });
    const failing = editor(home, 'exit 3');
    const error = await errorOf(home, ['plan', 'edit', 'french-b1'], failing);
    expect(error).toMatchObject({ exit: 2, code: 'usage' });
    expect(error.message).toContain('failed (3)');
  });
});

describe('plan done', () => {
  test('changes one line, and leaves every other byte alone', async () => {
    const home = await homeWithPlan();
    const text = FRENCH.replaceAll('\n', '\r\n').replace('not-started', 'not-started   # soon');
    writeFileSync(join(home, 'plans', 'french-b1.md'), text);
    expect(await samediJson(home, ['plan', 'done', 'french-b1', '2'])).toEqual({
      id: 'french-b1',
      chunk_id: 'chunk-002',
      status: 'completed',
      changed: true,
      chunks_total: 2,
      chunks_completed: 2,
    });
    expect(fileOf(home)).toBe(text.replace('not-started', 'completed'));
  });

  test('is a change once', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['plan', 'list']);
    change(home, 'UPDATE versions SET dirty = 0');
    const { stdout } = await samedi(home, ['plan', 'done', 'french-b1', 'chunk-001']);
    expect(stdout).toBe('Basic Greetings is already completed: 1 of 2 chunks completed.\n');
    expect(rows(home, 'SELECT id FROM versions WHERE dirty = 1')).toEqual([]);
    await samedi(home, ['plan', 'done', 'french-b1', '2', '--status', 'skipped']);
    expect(fileOf(home)).toBe(FRENCH.replace('not-started', 'skipped'));
    expect(rows(home, 'SELECT id FROM versions WHERE dirty = 1')).toEqual([{ id: 'french-b1' }]);
  });

  test.each([
    [['french-b1', '9'], 6],
    [['spanish', '1'], 6],
    [['french-b1', '1', '--status', 'nearly'], 2],
    [['french-b1'], 2],
  ])('%j ends with %i', async (args, exit) => {
    const home = await homeWithPlan();
    expect(await errorOf(home, ['plan', 'done', ...args])).toMatchObject({ exit });
    expect(fileOf(home)).toBe(FRENCH);
  });
});

test('plan archive changes the status in the file, and nothing else', async () => {
  const home = await homeWithPlan();
  expect(await samediJson(home, ['plan', 'archive', 'french-b1'])).toEqual({
    id: 'french-b1',
    status: 'archived',
    changed: true,
  });
  expect(fileOf(home)).toBe(FRENCH.replace('in-progress', 'archived'));
  expect(existsSync(join(home, 'trash'))).toBe(false);
  expect(await samediJson(home, ['plan', 'archive', 'french-b1'])).toMatchObject({
    changed: false,
  });
});

describe('plan delete and plan restore', () => {
  test('deleting wants --yes where nobody can be asked, and says what would go', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['plan', 'list']);
    const error = await errorOf(home, ['plan', 'delete', 'french-b1']);
    expect(error).toMatchObject({ exit: 2, code: 'usage' });
    expect(error.message).toMatch(/5 sessions \(.+\), 2 cards, on all devices/);
    expect(error.next).toContain('samedi plan delete french-b1 --yes');
    expect(rows(home, 'SELECT id FROM sessions')).toHaveLength(5);
  });

  test('what was deleted comes back whole: file, sessions, cards and their schedules', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['card', 'rate', 'card-1', '4']);
    const everything = async () => {
      const { sessions, cards, reviews } = await samediJson<Record<string, unknown>>(home, [
        'export',
      ]);
      return { sessions, cards, reviews };
    };
    const before = await everything();
    const { stdout } = await samedi(home, ['plan', 'delete', 'french-b1', '--yes']);
    expect(stdout).toContain('It comes back by: samedi plan restore french-b1');
    expect(await everything()).toEqual({ sessions: [], cards: [], reviews: [] });
    const restored = await samediJson(home, ['plan', 'restore', 'french-b1']);
    expect(restored).toEqual({ id: 'french-b1', sessions: 5, cards: 2 });
    expect(await everything()).toEqual(before);
    expect(fileOf(home)).toBe(FRENCH);
    expect((await samedi(home, ['check'])).stdout).toContain('All is well');
    expect((await errorOf(home, ['plan', 'restore', 'french-b1'])).code).toBe('already_exists');
  });

  test('of two deletions the last one comes back, and the first is kept', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['plan', 'delete', 'french-b1', '--yes']);
    await samedi(home, ['plan', 'restore', 'french-b1']);
    await samedi(home, ['card', 'add', 'french-b1', 'Merci?', 'Thank you']);
    await samedi(home, ['plan', 'delete', 'french-b1', '--yes']);
    expect(await samediJson(home, ['plan', 'restore', 'french'])).toMatchObject({ cards: 3 });
    const kept = readdirSync(join(home, 'trash')).filter((name) => name.endsWith('.json'));
    expect(kept).toHaveLength(2);
  });

  test('a plan that nobody deleted and nobody has is not found', async () => {
    const home = await homeWithPlan();
    expect((await errorOf(home, ['plan', 'restore', 'latin'])).code).toBe('not_found');
    await samedi(home, ['plan', 'new', 'Latin']);
    rmSync(join(home, 'plans', 'latin.md'));
    const error = await errorOf(home, ['plan', 'restore', 'latin']);
    expect(error.next).toContain('samedi backup list');
  });
});

describe.skipIf(process.platform !== 'linux')('plan delete on a terminal', () => {
  test.each([
    ['no', 'n\n'],
    ['Enter', '\n'],
  ])('says what would go, and deletes nothing at %s', async (_, input) => {
    const home = await homeWithPlan();
    await samedi(home, ['plan', 'list']);
    const { code, screen } = onTerminal(home, ['plan', 'delete', 'fr'], { input });
    expect(screen).toMatch(/Delete french-b1 with 5 sessions \(.+\) and 2 cards, on all devices\?/);
    expect(screen).toContain('Nothing was deleted.');
    expect(code).toBe(4);
    expect(existsSync(join(home, 'plans', 'french-b1.md'))).toBe(true);
    expect(rows(home, 'SELECT id FROM sessions')).toHaveLength(5);
  });

  test.each([
    ['at yes', [], 'y\n'],
    ['unasked with --yes', ['--yes'], ''],
  ])('deletes %s', async (_, flags, input) => {
    const home = await homeWithPlan();
    const { code } = onTerminal(home, ['plan', 'delete', 'french', ...flags], { input });
    expect(code).toBe(0);
    expect(rows(home, 'SELECT id FROM sessions')).toEqual([]);
  });

  test('asks nothing about a plan with nothing recorded', async () => {
    const home = await newHome();
    await samedi(home, ['plan', 'new', 'Latin']);
    expect(onTerminal(home, ['plan', 'delete', 'latin'])).toMatchObject({
      code: 0,
      screen: expect.not.stringContaining('?'),
    });
  });
});
