/** How long a command takes that only looks: `samedi status`, beside a Node that does nothing. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inRoot } from '../scripts/lib/paths.ts';
import { runCli, temporaryHome } from '../tests/support/cli.ts';
import { fillHome } from './lib/home.ts';
import { median, table, timed } from './lib/report.ts';

const REPEATS = 31;
const run = promisify(execFile);
const { home, remove } = await temporaryHome();

async function time(args: readonly string[]): Promise<number> {
  const env = { ...process.env, SAMEDI_HOME: home };
  const [, ms] = await timed(() => run(process.execPath, args, { env }));
  return ms;
}

try {
  await fillHome(home, { sessions: 5_000, cards: 5_000 });
  // As someone has it who looks after their notes: a backup is asked about at each command.
  await runCli(['config', 'set', 'storage.backup_enabled', 'true'], { home });
  await runCli(['config', 'set', 'storage.auto_backup_days', '7'], { home });
  await runCli(['status'], { home });
  const nothing: number[] = [];
  const status: number[] = [];
  // In turn, so that whatever else the machine does meets both alike.
  for (let i = 0; i < REPEATS; i++) {
    nothing.push(await time(['-e', '0']));
    status.push(await time([inRoot('cli/bin/samedi.js'), 'status']));
  }
  const rows = [
    { command: 'node -e 0', ms: median(nothing), least: Math.min(...nothing) },
    { command: 'samedi status', ms: median(status), least: Math.min(...status) },
    {
      command: 'the difference',
      ms: median(status) - median(nothing),
      least: Math.min(...status) - Math.min(...nothing),
    },
  ];
  process.stdout.write(
    `${table(rows)}\n\nThe middle, and the least, of ${REPEATS} runs on a home of 10,000 records. The least is what the machine does when left alone.\n`,
  );
} finally {
  await remove();
}
