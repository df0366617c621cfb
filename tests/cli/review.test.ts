/** `samedi review` on a real terminal: util-linux's `script` gives it one, and types what we write. */
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { change, errorOf, newHome, rows, samedi, samediJson } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const at = { SAMEDI_NOW: String(NOW) };
const hasScript = /util-linux/.test(
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? '',
);

const ENTER = '\u001b[?1049h\u001b[?25l';
const LEAVE = '\u001b[?25h\u001b[?1049l';

async function homeWithCards(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await samedi(home, ['status'], at);
  return home;
}

const ratings = (home: string) =>
  rows(home, 'SELECT card_id, rating FROM reviews ORDER BY card_id').map(
    ({ card_id, rating }) => `${card_id} ${rating}`,
  );

const after = (screen: string) => screen.slice(screen.lastIndexOf(LEAVE));

interface Played {
  code: number | null;
  /** Everything that the terminal was sent. */
  screen: string;
}

/** Types each of `steps` once the terminal shows what stands before it. */
function play(
  home: string,
  steps: readonly (readonly [sees: string, types: string | (() => void)])[],
  env: Record<string, string> = {},
): Promise<Played> {
  const command = [process.execPath, inRoot('cli/bin/samedi.js'), 'review'];
  const quoted = command.map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', `stty rows 20 columns 70; exec ${quoted}`, '/dev/null'], {
    env: {
      PATH: process.env['PATH'],
      TERM: 'xterm',
      SAMEDI_HOME: home,
      ...at,
      ...env,
    } as unknown as NodeJS.ProcessEnv,
  });
  return new Promise((resolve, reject) => {
    const waiting = [...steps];
    let screen = '';
    let from = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      screen += text;
      for (;;) {
        const [step] = waiting;
        const found = step ? screen.indexOf(step[0], from) : -1;
        if (!step || found < 0) return;
        from = found + step[0].length;
        waiting.shift();
        if (typeof step[1] === 'string') child.stdin.write(step[1]);
        else step[1]();
      }
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, screen }));
  });
}

/** The process that reviews, which is not the one we started. */
function reviewing(home: string): number {
  const found = readdirSync('/proc').find((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const [program, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
      const itself = program === process.execPath && args.includes('review');
      return itself && environment.includes(`SAMEDI_HOME=${home}`);
    } catch {
      return false; // Gone meanwhile, or another user's.
    }
  });
  return Number(found);
}

const kill = (home: string, signal: NodeJS.Signals) => void process.kill(reviewing(home), signal);

/** As a window that is made smaller. */
function resize(home: string, rows: number, columns: number): void {
  const terminal = `/proc/${reviewing(home)}/fd/0`;
  spawnSync('stty', ['-F', terminal, 'rows', String(rows), 'columns', String(columns)]);
}

describe.skipIf(!hasScript)('samedi review, on a terminal', () => {
  test('asks what is due, stores each rating at once, and leaves the terminal as it was', async () => {
    const home = await homeWithCards();
    const stored: string[][] = [];
    const { code, screen } = await play(home, [
      ['Bonjour?', ' '],
      ['4 easy', '3'],
      ['2 of 2', () => void stored.push(ratings(home))],
      ['Merci?', ' '],
      ['Thanks', '4'],
    ]);
    expect(code).toBe(0);
    expect(stored).toEqual([['card-1 3']]);
    expect(ratings(home)).toEqual(['card-1 3', 'card-2 4']);
    expect(screen.split(ENTER)).toHaveLength(2);
    expect(screen.split(LEAVE)).toHaveLength(2);
    expect(after(screen)).toContain('Reviewed 2 cards, 2 remembered. All done.');
  });

  test('left early, it says what is still due', async () => {
    const home = await homeWithCards();
    const { code, screen } = await play(home, [
      ['Bonjour?', ' '],
      ['Hello', '1'],
      ['Merci?', 'q'],
    ]);
    expect(code).toBe(0);
    expect(ratings(home)).toEqual(['card-1 1']);
    expect(after(screen)).toContain('Reviewed 1 card, 0 remembered. 1 card is still due.');
  });

  test('killed on the way, only the card on the screen is not stored', async () => {
    const home = await homeWithCards();
    await play(home, [
      ['Bonjour?', ' '],
      ['Hello', '3'],
      ['Merci?', () => kill(home, 'SIGKILL')],
    ]);
    expect(ratings(home)).toEqual(['card-1 3']);
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'on %s it leaves the terminal as it was',
    async (signal) => {
      const home = await homeWithCards();
      const { code, screen } = await play(home, [['Bonjour?', () => kill(home, signal)]]);
      expect(code).not.toBe(0);
      expect(screen.split(LEAVE)).toHaveLength(2);
    },
  );

  test('an error in between is told on the screen from before', async () => {
    const home = await homeWithCards();
    const { code, screen } = await play(home, [
      ['Bonjour?', ' '],
      ['Hello', () => change(home, 'DROP TABLE reviews')],
      ['q leaves', '3'],
    ]);
    expect(code).toBe(1);
    expect(after(screen)).toContain('no such table');
  });

  test('without NO_COLOR it is styled, with it not', async () => {
    const home = await homeWithCards();
    const steps = [['Bonjour?', 'q']] as const;
    expect((await play(home, steps)).screen).toContain('\u001b[1mBonjour?');
    expect((await play(home, steps, { NO_COLOR: '1' })).screen).not.toContain('\u001b[1m');
  });

  test('draws anew for another size of the terminal', async () => {
    const home = await homeWithCards();
    const { screen } = await play(home, [
      ['Bonjour?', () => resize(home, 5, 16)],
      ['Bonjour?', 'q'],
    ]);
    expect(screen.split('Bonjour?').length).toBeGreaterThan(2);
  });

  test('is refused where the terminal cannot move its cursor', async () => {
    const { code, screen } = await play(await homeWithCards(), [], { TERM: 'dumb' });
    expect(code).toBe(2);
    expect(screen).toContain('A review needs a terminal');
    expect(screen).not.toContain('\u001b');
  });
});

describe('samedi review, without a terminal', () => {
  test('says what to do in a script, and sends no escape sequence', async () => {
    const home = await homeWithCards();
    expect(await errorOf(home, ['review'], at)).toMatchObject({
      exit: 2,
      code: 'usage',
      next: expect.stringContaining('samedi card rate'),
    });
    const { stdout, stderr } = await runCli(['review'], { home, env: at });
    expect(`${stdout}${stderr}`).not.toContain('\u001b');
  });

  test.each([
    ['where nothing is due, when the next is', [], 'Nothing is due. Next: tomorrow.'],
    ['where no card has the tag, just that', ['--tag', 'none'], 'No cards have the tag none.\n'],
    [
      'which plan it looked in',
      ['french', '--tag', 'x'],
      'No cards in french-b1 have the tag x.\n',
    ],
  ])('says %s', async (_, args, text) => {
    const home = await homeWithCards();
    change(home, "UPDATE cards SET next_review = '2026-11-21'");
    expect((await samedi(home, ['review', ...args], at)).stdout).toContain(text);
    expect(await samediJson(home, ['review', ...args], at)).toEqual({
      reviewed: 0,
      passed: 0,
      due: 0,
    });
  });

  test('says where there are no cards, how to make one', async () => {
    const home = await newHome();
    expect((await samedi(home, ['review'])).stdout).toContain('samedi card add PLAN');
    await samedi(home, ['plan', 'new', 'Latin']);
    const { stdout } = await samedi(home, ['review', 'latin']);
    expect(stdout).toContain('No cards in latin yet. Add one with: samedi card add latin');
  });
});
