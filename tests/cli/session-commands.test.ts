import { describe, expect, test } from 'vitest';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { change, errorOf, newHome, rows, samedi, samediJson } from '../support/cli/homes.ts';

/** Saturday 21 November 2026, 09:00 in Paris. */
const NOW = Date.UTC(2026, 10, 21, 8);
const at = (minutes: number) => ({ SAMEDI_NOW: String(NOW + minutes * 60_000) });
const now = at(0);

interface Session {
  id: string;
  minutes: number | null;
}

async function homeWithPlan(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  return home;
}

const add = (home: string, ...args: string[]) =>
  samediJson<Session>(home, ['session', 'add', 'french-b1', ...args], now);

describe('cancel', () => {
  test('drops what runs, and leaves nothing to be sent but that', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['status']);
    change(home, 'UPDATE versions SET dirty = 0');
    const { id } = await samediJson<Session>(home, ['start', 'french-b1'], now);
    expect(await samediJson(home, ['cancel'], at(5))).toMatchObject({ id, minutes: null });
    expect(rows(home, `SELECT id FROM sessions WHERE id = '${id}'`)).toEqual([]);
    expect(rows(home, 'SELECT id, deleted FROM versions WHERE dirty = 1')).toEqual([
      { id, deleted: 1 },
    ]);
    expect(await samediJson(home, ['status'], at(6))).toMatchObject({ running: null });
  });

  test('without a session is refused', async () => {
    expect(await errorOf(await homeWithPlan(), ['cancel'])).toMatchObject({
      exit: 6,
      code: 'no_session_running',
    });
  });
});

describe('start and stop', () => {
  test('take a day with the time, and keep what came out of a session', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['start', 'french-b1', '--at', 'yesterday 18:40'], now);
    const args = ['stop', '--at', '19:10', '--artifact', 'a.md', '--artifact', 'https://b.example'];
    expect(await samediJson(home, args, now)).toMatchObject({
      day: '2026-11-20',
      minutes: 30,
      artifacts: ['a.md', 'https://b.example'],
    });
  });

  test('an end before the start, or still to come, is refused', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['start', 'french-b1', '--at', '8:30'], now);
    for (const [end, message] of [
      ['today 8:00', 'today 8:00 is before the start.'],
      ['8:00', '8:00 is before the start.'],
      ['8:30', '8:30 is when it starts.'],
      ['9:30', '9:30 is still to come.'],
    ] as const) {
      expect(await errorOf(home, ['stop', '--at', end], now)).toMatchObject({
        exit: 4,
        code: 'invalid_input',
        message,
      });
    }
  });
});

describe('status --format prompt', () => {
  test('is short while something runs, and nothing else', async () => {
    const home = await homeWithPlan();
    const prompt = ['status', '--format', 'prompt'];
    expect((await samedi(home, prompt, now)).stdout).toBe('');
    await samedi(home, ['start', 'french-b1'], now);
    expect((await samedi(home, prompt, at(25))).stdout).toBe('french-b1 25m\n');
    expect((await samedi(home, prompt, at(90))).stdout).toBe('french-b1 1h30m\n');
    expect(await errorOf(home, ['status', '--format', 'loud'])).toMatchObject({ exit: 2 });
  });
});

describe('session add', () => {
  test.each([
    [['--for', '45m'], '2026-11-21 08:15:00+01:00', 45],
    [['--from', '7:00', '--for', '1h30'], '2026-11-21 07:00:00+01:00', 90],
    [['--from', '7:00', '--to', '7:50'], '2026-11-21 07:00:00+01:00', 50],
    [['--to', 'yesterday 20:00', '--for', '1:00'], '2026-11-20 19:00:00+01:00', 60],
    [['--from', 'yesterday 23:30', '--to', '0:15'], '2026-11-20 23:30:00+01:00', 45],
    [['--from', '2026-07-01 18:40', '--for', '20m'], '2026-07-01 18:40:00+02:00', 20],
  ])('%j', async (args, start_time, duration_minutes) => {
    const home = await homeWithPlan();
    const { id } = await add(home, ...args);
    expect(
      rows(home, `SELECT start_time, duration_minutes FROM sessions WHERE id = '${id}'`),
    ).toEqual([{ start_time, duration_minutes }]);
  });

  test('takes chunk, note and artifacts, and counts on its day', async () => {
    const home = await homeWithPlan();
    const args = ['2', '--from', '7:00', '--to', '7:50', '--note', 'ok', '--artifact', 'a.md'];
    expect(await add(home, ...args)).toMatchObject({
      chunk_id: 'chunk-002',
      day: '2026-11-21',
      notes: 'ok',
      artifacts: ['a.md'],
    });
    expect(await samediJson(home, ['status'], now)).toMatchObject({ today: { minutes: 50 } });
  });

  test.each([
    [[], 2, 'usage'],
    [['--from', '7:00'], 2, 'usage'],
    [['--from', '7:00', '--to', '8:00', '--for', '1h'], 2, 'usage'],
    [['--for', 'long'], 4, 'invalid_input'],
    [['--from', '7:00', '--for', '5h'], 4, 'invalid_input'],
    [['--from', 'today 9:30', '--for', '5m'], 4, 'invalid_input'],
    [['--from', '2026-11-20 9:30', '--to', '2026-11-19 9:30'], 4, 'invalid_input'],
    [['nine', '--for', '5m'], 6, 'not_found'],
  ])('%j ends with %i and %s, and adds nothing', async (args, exit, code) => {
    const home = await homeWithPlan();
    const error = await errorOf(home, ['session', 'add', 'french-b1', ...args], now);
    expect(error).toMatchObject({ exit, code });
    expect(error.next).toBeTruthy();
    expect(rows(home, 'SELECT count(*) AS n FROM sessions')).toEqual([{ n: 5 }]);
  });
});

describe('times as they were', () => {
  const helsinki = (moment: string) => ({
    TZ: 'Europe/Helsinki',
    SAMEDI_NOW: String(Date.parse(moment)),
  });

  test('an end is shown by the clocks that were there, and a time that was odd is said', async () => {
    const home = await newHome();
    await samedi(home, ['plan', 'new', 'W']);
    const added = ['session', 'add', 'w'];
    const autumn = helsinki('2022-10-30T12:00Z');
    const twice = ['--from', '2022-10-30 03:05', '--to', '6:00'];
    expect((await samedi(home, [...added, ...twice], autumn)).stderr).toContain(
      'Clocks showed 2022-10-30 03:05 twice',
    );
    const spring = helsinki('2022-03-27T12:00Z');
    await samedi(home, [...added, '--from', '2022-03-27 02:30', '--to', '4:30'], spring);
    const skipped = ['--from', '2022-03-27 03:30', '--for', '5m'];
    expect((await samedi(home, [...added, ...skipped], spring)).stderr).toContain(
      'Clocks never showed 2022-03-27 03:30: they went forward. 04:30 is taken.',
    );
    const list = ['session', 'list', 'w'];
    const { stdout } = await samedi(home, list, autumn);
    expect(stdout).toMatch(/03:05–06:00 +3 h 55 min/);
    expect(stdout).toMatch(/02:30–04:30 +1 h /);
    const elsewhere = { ...autumn, TZ: 'America/New_York' };
    expect((await samedi(home, list, elsewhere)).stdout).toBe(stdout);
    const { sessions } = await samediJson<{ sessions: { id: string }[] }>(home, list, autumn);
    await samedi(home, ['session', 'edit', sessions[0]!.id, '--note', 'x'], elsewhere);
    expect((await samedi(home, list, elsewhere)).stdout).toContain('03:05–06:00');
  });

  test('a session has a length, and what took no minute is no day of a streak and no event', async () => {
    const home = await newHome();
    await samedi(home, ['plan', 'new', 'French'], now);
    const none = ['session', 'add', 'french', '--from', '7:00', '--to', '7:00'];
    expect(await errorOf(home, none, now)).toMatchObject({
      exit: 4,
      message: '7:00 is when it starts.',
    });
    await samedi(home, ['start', 'french'], now);
    const stopped = await samedi(home, ['stop'], at(0.5));
    expect(stopped.stdout).toMatch(/^Stopped French after 0 min\.\nThat is less than a minute/);
    const stats = await samediJson(home, ['stats'], at(1));
    expect(stats).toMatchObject({ streaks: { current: 0, active_today: false } });
    expect((await samedi(home, ['export', '--format', 'ical'])).stdout).not.toContain('VEVENT');
  });

  test('status names the day of a start, what runs of today, and what may be forgotten', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['start', 'french-b1', '--at', '30m ago'], now);
    const early = await samedi(home, ['status'], now);
    expect(early.stdout).toMatch(
      /for 30 min, since 08:30\.\nToday: 30 min, 30 min of it running\./,
    );
    const late = await samedi(home, ['status'], at(3 * 24 * 60));
    expect(late.stdout).toMatch(/for 72 h 30 min, since Saturday at 08:30\.\nToday: 0 min\./);
    expect(late.stderr).toContain('samedi stop --at');
  });

  test('what overlaps another session is said when it is made', async () => {
    const home = await homeWithPlan();
    const { id } = await add(home, '--from', '7:00', '--to', '8:00');
    const again = ['session', 'add', 'french-b1', '--from', '7:30', '--to', '8:10'];
    const said = `It overlaps session ${id.slice(0, 8)} of french-b1, today at 07:00.`;
    expect((await samedi(home, again, now)).stdout).toContain(said);
    expect((await samedi(home, [...again, '--json'], now)).stderr).toContain(said);
    const after = ['session', 'add', 'french-b1', '--from', '8:10', '--to', '8:20'];
    expect((await samedi(home, after, now)).stdout).not.toContain('overlaps');
  });
});

describe('session list', () => {
  test('is newest first, by plan, day and number', async () => {
    const home = await homeWithPlan();
    const { id } = await add(home, '--for', '45m');
    const list = async (...args: string[]) =>
      (
        await samediJson<{ sessions: Session[] }>(home, ['session', 'list', ...args], now)
      ).sessions.map((session) => session.id);
    expect(await list()).toEqual([id, 's4', 's3', 's2', 's1', 's0']);
    expect(await list('french')).toHaveLength(6);
    expect(await list('--limit', '2')).toEqual([id, 's4']);
    expect(await list('--since', '30d')).toEqual([id]);
    expect(await list('--since', '2024-01-17')).toEqual([id, 's4', 's3', 's2']);
    const { stdout } = await samedi(home, ['session', 'list', '--limit', '1'], now);
    expect(stdout).toBe(`${id.slice(0, 8)}  Today  08:15–09:00  45 min  french-b1\n`);
  });

  test.each([
    [['--since', 'soon'], 4],
    [['--limit', 'few'], 4],
    [['spanish'], 6],
  ])('%j ends with %i', async (args, exit) => {
    expect(await errorOf(await homeWithPlan(), ['session', 'list', ...args])).toMatchObject({
      exit,
    });
  });

  test('leaves out a session that cannot be read, and names it', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['status']);
    change(
      home,
      "INSERT INTO sessions (id, plan_id, start_time) VALUES ('odd', 'french-b1', 'noon')",
    );
    const { stdout, stderr } = await samedi(home, ['session', 'list', '--json'], now);
    expect(JSON.parse(stdout).total).toBe(5);
    expect(stderr).toContain('Session odd is left out');
  });
});

describe('session edit', () => {
  test('changes what is named, and nothing else', async () => {
    const home = await homeWithPlan();
    const added = await add(home, '1', '--from', '7:00', '--for', '45m', '--note', 'a');
    const edit = (...args: string[]) =>
      samediJson(home, ['session', 'edit', added.id.slice(0, 8), ...args], at(1));
    expect(await edit('--note', 'b')).toEqual({ ...added, notes: 'b' });
    expect(await edit('--for', '30m')).toMatchObject({ minutes: 30, notes: 'b' });
    expect(await edit('--from', '6:45')).toMatchObject({ minutes: 45 });
    expect(await edit('--to', '7:00')).toMatchObject({ minutes: 15 });
    expect(await edit('--chunk', '2')).toMatchObject({ chunk_id: 'chunk-002' });
    expect(await edit('--chunk', '', '--note', '')).toMatchObject({ chunk_id: null, notes: null });
    expect(await edit('--from', 'yesterday 7:00', '--for', '5m')).toMatchObject({
      day: '2026-11-20',
      minutes: 5,
      plan_id: 'french-b1',
    });
  });

  test('keeps the day of a session whose start stays', async () => {
    const home = await homeWithPlan();
    const edited = await samediJson(home, ['session', 'edit', 's1', '--note', 'n'], now);
    expect(edited).toMatchObject({ day: '2024-01-15', utc_offset_minutes: -480 });
  });

  test.each([
    [['s1'], 2, 'usage'],
    [['s', '--note', 'x'], 6, 'not_found'],
    [['nine', '--note', 'x'], 6, 'not_found'],
    [['s1', '--to', '2024-01-15 08:00'], 4, 'invalid_input'],
    [['s1', '--from', '2026-01-15 08:00'], 4, 'invalid_input'],
    [['s1', '--plan', 'spanish'], 6, 'not_found'],
  ])('%j ends with %i and %s', async (args, exit, code) => {
    const home = await homeWithPlan();
    const error = await errorOf(home, ['session', 'edit', ...args], now);
    expect(error).toMatchObject({ exit, code });
    expect(error.next).toBeTruthy();
  });

  test('a running one gets its end by stop only', async () => {
    const home = await homeWithPlan();
    const { id } = await samediJson<Session>(home, ['start', 'french-b1'], now);
    expect(await errorOf(home, ['session', 'edit', id, '--for', '5m'], at(9))).toMatchObject({
      exit: 4,
      next: 'End it with: samedi stop --at TIME',
    });
  });
});

test('session delete takes one, by the beginning of its id', async () => {
  const home = await homeWithPlan();
  const { id } = await add(home, '--for', '45m');
  expect(await samediJson(home, ['session', 'delete', id.slice(0, 6)])).toMatchObject({ id });
  expect(rows(home, 'SELECT count(*) AS n FROM sessions')).toEqual([{ n: 5 }]);
  expect(rows(home, `SELECT deleted FROM versions WHERE id = '${id}'`)).toEqual([{ deleted: 1 }]);
  expect(await errorOf(home, ['session', 'delete', id])).toMatchObject({ exit: 6 });
});
