import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FRENCH, writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { change, errorOf, newHome, rows, samedi, samediJson } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';

/** Saturday 21 November 2026, 09:00 in Paris. */
const NOW = Date.UTC(2026, 10, 21, 8);
const at = (minutes: number) => ({ SAMEDI_NOW: String(NOW + minutes * 60_000) });

async function homeWithPlan(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  return home;
}

describe('start and stop', () => {
  test('time a session in whole minutes, rounded down', async () => {
    const home = await homeWithPlan();
    const started = await samediJson(home, ['start', 'french-b1', 'chunk-002'], at(0));
    expect(started).toMatchObject({
      plan_id: 'french-b1',
      chunk_id: 'chunk-002',
      started_at: NOW,
      minutes: null,
      utc_offset_minutes: 60,
      day: '2026-11-21',
    });
    expect(await samediJson(home, ['status'], at(10))).toMatchObject({
      running: { plan_id: 'french-b1', plan_title: 'French B1 Mastery' },
      today: { day: '2026-11-21', minutes: 0 },
    });
    expect(await samediJson(home, ['stop', '--note', 'done'], at(25.9))).toMatchObject({
      minutes: 25,
      notes: 'done',
    });
    expect(await samediJson(home, ['status'], at(30))).toMatchObject({
      running: null,
      today: { minutes: 25 },
    });
  });

  test("write times as the first version's tools read them", async () => {
    const home = await homeWithPlan();
    const { id } = await samediJson<{ id: string }>(home, ['start', 'french-b1'], at(0));
    await samedi(home, ['stop'], at(30));
    expect(rows(home, `SELECT start_time, end_time FROM sessions WHERE id = '${id}'`)).toEqual([
      { start_time: '2026-11-21 09:00:00+01:00', end_time: '2026-11-21 09:30:00+01:00' },
    ]);
  });

  test('take the beginning of an id, and the number of a chunk', async () => {
    const home = await homeWithPlan();
    const session = await samediJson(home, ['start', 'fr', '2']);
    expect(session).toMatchObject({ plan_id: 'french-b1', chunk_id: 'chunk-002' });
  });

  test('take an earlier time for those who forgot', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['start', 'french-b1', '--at', '8:30'], at(0));
    expect(await samediJson(home, ['stop', '--at', '08:50'], at(5))).toMatchObject({ minutes: 20 });
  });

  test('after more than half a day name the way to correct it, and keep it as it is', async () => {
    const home = await homeWithPlan();
    const { id } = await samediJson<{ id: string }>(home, ['start', 'french-b1'], at(0));
    expect((await samedi(home, ['stop'], at(12 * 60 + 1))).stderr).toBe(
      `That is long. If it ended earlier: samedi session edit ${id.slice(0, 8)} --to TIME\n`,
    );
    const corrected = ['session', 'edit', id.slice(0, 8), '--to', '9:40'];
    expect(await samediJson(home, corrected, at(721))).toMatchObject({ minutes: 40 });
    const { stderr } = await samedi(home, ['session', 'add', 'french-b1', '--for', '12h'], at(721));
    expect(stderr).toBe('');
  });

  test('a time later than now was yesterday', async () => {
    const home = await homeWithPlan();
    const session = await samediJson(home, ['start', 'french-b1', '--at', '23:45'], at(0));
    expect(session).toMatchObject({ day: '2026-11-20' });
    expect((await errorOf(home, ['start', 'french-b1'], at(0))).message).toBe(
      'A session of french-b1 is already running, since yesterday at 23:45.',
    );
  });

  test.each([
    ['8:30', 'at 08:30'],
    ['23:45', 'yesterday at 23:45'],
    ['2026-11-18 23:45', 'Wednesday at 23:45'],
  ])('from %s says which time it took', async (when, text) => {
    const home = await homeWithPlan();
    const { stdout } = await samedi(home, ['start', 'french-b1', '--at', when], at(0));
    expect(stdout).toBe(`Started French B1 Mastery ${text}.\n`);
  });

  test('added after midnight says the day that clocks show, though its own began yesterday', async () => {
    const home = await homeWithPlan();
    const env = { ...at(-8 * 60), SAMEDI_LEARNING_DAY_STARTS_AT: '04:00' };
    const { stdout } = await samedi(home, ['session', 'add', 'french-b1', '--for', '20m'], env);
    expect(stdout).toBe('Added 20 min of French B1 Mastery: today at 00:40.\n');
  });

  test('a session at one in the morning belongs to the day that had not ended', async () => {
    const home = await homeWithPlan();
    const env = { ...at(-8 * 60), SAMEDI_LEARNING_DAY_STARTS_AT: '04:00' };
    expect(await samediJson(home, ['start', 'french-b1'], env)).toMatchObject({
      day: '2026-11-20',
    });
  });

  test('a second start is refused with exit code 5, and changes nothing', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['start', 'french-b1']);
    const before = rows(home, 'SELECT * FROM sessions');
    expect(await errorOf(home, ['start', 'french-b1'])).toMatchObject({
      exit: 5,
      code: 'session_running',
      next: 'Run: samedi stop',
    });
    expect(rows(home, 'SELECT * FROM sessions')).toEqual(before);
  });

  test('two starts at once start one', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['status']);
    const results = await Promise.all(
      [1, 2, 3].map(() => runCli(['start', 'french-b1'], { home })),
    );
    expect(results.map(({ code }) => code).sort()).toEqual([0, 5, 5]);
  });

  test('a stop without a start is refused', async () => {
    expect(await errorOf(await homeWithPlan(), ['stop'])).toMatchObject({
      exit: 6,
      code: 'no_session_running',
    });
  });

  test.each([
    [['start', 'spanish'], 6, 'not_found'],
    [['start', 'french-b1', 'chunk-099'], 6, 'not_found'],
    [['start', 'french-b1', '--at', '25:00'], 4, 'invalid_input'],
    [['start'], 2, 'usage'],
    [['begin'], 2, 'usage'],
    [['plan'], 2, 'usage'],
    [['start', 'french-b1', '--loud'], 2, 'usage'],
    [['plan', 'show', 'x'], 6, 'not_found'],
    [['plan', 'import', 'no-such-file.md'], 6, 'not_found'],
    [['whoami'], 7, 'not_signed_in'],
    [['sync'], 7, 'not_signed_in'],
    [['logout'], 7, 'not_signed_in'],
    [['login', 'ada@example.org'], 2, 'usage'],
    [['login', 'nobody', '--endpoint', 'http://localhost:9'], 2, 'usage'],
    [['login', 'ada@example.org', '--endpoint', 'ftp://x'], 2, 'usage'],
  ])('samedi %j ends with %i and %s', async (args, exit, code) => {
    const error = await errorOf(await homeWithPlan(), args);
    expect(error).toMatchObject({ exit, code });
    expect(error.next).toBeTruthy();
  });
});

describe('plan files', () => {
  test('a file that cannot be read is named with line and reason, the others go on', async () => {
    const home = await homeWithPlan();
    const broken = FRENCH.replace('id: french-b1', 'id: broken').replace(
      '**Status**: completed',
      '**Status**: nearly',
    );
    writeFileSync(join(home, 'plans', 'broken.md'), broken);
    writeFileSync(join(home, 'plans', 'latin1.md'), Buffer.from([0x2d, 0x2d, 0x2d, 0xe9]));
    const { stdout, stderr } = await samedi(home, ['plan', 'list', '--json']);
    expect(JSON.parse(stdout).plans).toHaveLength(1);
    expect(stderr).toContain('plans/broken.md, line 16: "nearly" is not a status.');
    expect(stderr).toContain('plans/latin1.md, the file is not UTF-8 text.');
    expect(readFileSync(join(home, 'plans', 'broken.md'), 'utf8')).toBe(broken);
    expect(await errorOf(home, ['plan', 'show', 'broken'])).toMatchObject({
      exit: 4,
      code: 'plan_file_invalid',
    });
  });

  test("an id that is not the file's name is refused", async () => {
    const home = await homeWithPlan();
    writeFileSync(join(home, 'plans', 'other.md'), FRENCH.replace('id: french-b1', 'id: french'));
    const { stderr } = await samedi(home, ['plan', 'list']);
    expect(stderr).toContain('plans/other.md, its id is "french", not its file\'s name.');
    expect(stderr).toContain('Rename the file to french.md, or write "id: other" into it.');
  });

  test('an edit with any editor is noted as a change, a touch is not', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['plan', 'list']);
    change(home, 'UPDATE versions SET dirty = 0');
    const path = join(home, 'plans', 'french-b1.md');
    writeFileSync(path, FRENCH);
    await samedi(home, ['plan', 'list']);
    expect(rows(home, 'SELECT id FROM versions WHERE dirty = 1')).toEqual([]);
    writeFileSync(path, FRENCH.replace('not-started', 'completed'));
    await samedi(home, ['plan', 'list']);
    expect(rows(home, 'SELECT kind, id FROM versions WHERE dirty = 1')).toEqual([
      { kind: 'plans', id: 'french-b1' },
    ]);
  });

  test('import checks a file, copies it byte for byte, and replaces none unasked', async () => {
    const home = await homeWithPlan();
    const file = join(home, 'to-import.md');
    const text = `\uFEFF${FRENCH.replace('id: french-b1', 'id: french-b2')}\r\nmine\r\n`;
    writeFileSync(file, text);
    expect(await samediJson(home, ['plan', 'import', file])).toMatchObject({
      id: 'french-b2',
      chunks_total: 2,
      chunks_completed: 1,
    });
    const imported = join(home, 'plans', 'french-b2.md');
    expect(readFileSync(imported, 'utf8')).toBe(text);
    await samedi(home, ['plan', 'import', file]);
    writeFileSync(file, `${text}more\n`);
    expect(await errorOf(home, ['plan', 'import', file])).toMatchObject({ code: 'already_exists' });
    expect(readFileSync(imported, 'utf8')).toBe(text);
    await samedi(home, ['plan', 'import', file, '--force']);
    expect(readFileSync(imported, 'utf8')).toBe(`${text}more\n`);
  });

  test('import refuses what is no plan, with the line', async () => {
    const home = await homeWithPlan();
    const file = join(home, 'notes.md');
    writeFileSync(file, '# Only notes\n');
    const error = await errorOf(home, ['plan', 'import', file]);
    expect(error).toMatchObject({ exit: 4, code: 'plan_file_invalid' });
    expect(error.message).toContain('line 1');
  });

  test('delete takes sessions and cards along, and keeps the file in the trash', async () => {
    const home = await homeWithPlan();
    expect(await samediJson(home, ['plan', 'delete', 'french', '--yes'])).toEqual({
      id: 'french-b1',
      sessions: 5,
      cards: 2,
    });
    const { stdout, stderr } = await samedi(home, ['plan', 'list']);
    expect(stdout).toContain('No plans yet');
    expect(stderr).toBe('');
    expect(rows(home, 'SELECT * FROM versions WHERE deleted = 0')).toEqual([]);
  });

  test('a file removed by hand deletes nothing, and says how to go on', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['plan', 'list']);
    rmSync(join(home, 'plans', 'french-b1.md'));
    const { stdout, stderr } = await samedi(home, ['plan', 'list']);
    expect(stdout).toBe('No plan can be read.\n');
    expect(stderr).toContain('plans/french-b1.md is gone');
    expect(stderr).toContain('samedi plan restore french-b1');
    expect(rows(home, "SELECT deleted FROM versions WHERE kind = 'plans'")).toEqual([
      { deleted: 0 },
    ]);
  });
});

describe('output', () => {
  test('--version and --help go to stdout and succeed', async () => {
    const home = await newHome();
    expect((await samedi(home, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await samedi(home, ['--help'])).stdout).toContain('samedi [options] [command]');
    expect((await samedi(home, [])).stdout).toContain('start <plan> [chunk]');
  });

  test('help explains any command, and refuses what is none', async () => {
    const home = await newHome();
    const { stdout } = await samedi(home, ['help']);
    expect(stdout).toBe((await samedi(home, ['--help'])).stdout);
    expect(stdout.indexOf('Options:')).toBeLessThan(stdout.indexOf('Everywhere:'));
    const done = await samedi(home, ['help', 'plan', 'done']);
    expect(done.stdout).toBe((await samedi(home, ['plan', 'done', '--help'])).stdout);
    expect(done.stdout).toContain('samedi plan done french-b1 chunk-002');
    expect(await errorOf(home, ['help', 'plan', 'undo'])).toMatchObject({
      exit: 2,
      next: 'Run: samedi help plan',
    });
  });

  test.each([
    [['plan', 'show'], 'Run: samedi plan show --help'],
    [['plan', 'undo'], 'Run: samedi plan --help'],
    [['card', 'add', 'french-b1', 'plan'], 'Run: samedi card add --help'],
    [['statsu'], 'Run: samedi --help'],
    [
      ['plan', 'new', 'French', 'B1'],
      'Put quotes around words that belong together, or run: samedi plan new --help',
    ],
  ])('%j names the help that fits', async (args, next) => {
    expect(await errorOf(await newHome(), args)).toMatchObject({ exit: 2, next });
  });

  test.each([
    [['conflicts'], 'Did you mean samedi sync conflicts? Run: samedi --help'],
    [['restore'], 'Did you mean samedi plan restore, samedi sync conflicts restore, or '],
    [['help', 'plna'], 'Did you mean plan? Run: samedi help'],
    [['start', 'frnech'], 'Did you mean french-b1? Run: samedi plan list'],
    [['start', 'french', 'numbres'], 'Did you mean chunk-002, Numbers? Its chunks: chunk-001,'],
    [['plan', 'done', 'french', 'chnk-002'], 'Did you mean chunk-002? Its chunks: chunk-001,'],
    [['config', 'get', 'timezone'], 'Did you mean user.timezone? Use one of: user.email,'],
  ])('%j says what may have been meant', async (args, next) => {
    const error = await errorOf(await homeWithPlan(), args);
    expect(error.next.slice(0, next.length)).toBe(next);
  });

  test('has no escape bytes where there is no terminal, even with colours asked for', async () => {
    const home = await homeWithPlan();
    const env = { NO_COLOR: '', FORCE_COLOR: '1' };
    const { stdout, stderr } = await runCli(['plan', 'list'], { home, env });
    expect(stdout + stderr).not.toContain('\u001b');
  });
});
