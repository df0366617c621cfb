/** The command line: reads flags, runs one command, and alone sets the exit code. */
import { SamediError } from '../../src/lib/errors.ts';
import type { Home } from './home/home.ts';
import { homePaths, homeRoot } from './home/paths.ts';
import { cannotBeWritten, homeTrouble } from './home/trouble.ts';
import type { Cli } from './run/cli.ts';
import { clockFrom } from './run/clock.ts';
import { exitCodeFor } from './run/exit.ts';
import { openSource, type SettingFlags } from './settings/settings.ts';
import { createOutput, harmless } from './terminal/output.ts';
import type { GlobalFlags } from './tree/add.ts';
import { runProgram } from './tree/program.ts';

const { argv, env, stdout, stderr } = process;

// A reader that has seen enough (`samedi plan list | head -1`) is no error.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const json = argv.includes('--json');
let home: Home | undefined;
let root = '';

async function cliFor(flags: GlobalFlags): Promise<Cli> {
  const out = createOutput({ stdout, stderr }, { json, env });
  const now = clockFrom(env);
  root = homeRoot(flags.home, env);
  const given = await settingsGiven(flags);
  return {
    env,
    out,
    now,
    root,
    source: () => openSource(homePaths(root).config, env, given),
    home: async () => {
      const { openHome } = await import('./home/home.ts');
      home ??= await openHome(root, { env, flags: given, now, warn: out.warn });
      return home;
    },
  };
}

/** Loaded only where there are any. */
async function settingsGiven(flags: GlobalFlags): Promise<SettingFlags> {
  if (flags.set === undefined && flags.endpoint === undefined) return {};
  return (await import('./settings/flags.ts')).settingFlags(flags);
}

function report(thrown: unknown): void {
  const error = toSamediError(homeTrouble(thrown, root));
  const { code, message, next } = error;
  stderr.write(
    json
      ? `${JSON.stringify({ error: { code, message, next } })}\n`
      : harmless(`${message}${next ? `\n${next}` : ''}\n`),
  );
  if (env['SAMEDI_DEBUG']) stderr.write(`${(thrown as Error)?.stack}\n`);
  process.exitCode = exitCodeFor(code);
}

function toSamediError(thrown: unknown): SamediError {
  if (thrown instanceof SamediError) return thrown;
  const what = thrown instanceof Error ? thrown.message : String(thrown);
  return new SamediError('internal', `Something went wrong in Samedi: ${what}`, {
    next: 'Run the command again with SAMEDI_DEBUG=1, and report what it prints.',
    cause: thrown,
  });
}

/** Commands that speak to the server themselves, or change who or what this home is. */
const ownRounds = ['sync', 'login', 'logout', 'account', 'devices', 'backup'];

/** Loaded only where the learner asked for it, so that others start no slower. */
async function afterwards(): Promise<void> {
  if (!home || ownRounds.some((name) => argv.includes(name))) return;
  if (home.settings.syncEveryMinutes !== null) {
    const { leaveRoundBehind } = await import('./sync/automatic.ts');
    leaveRoundBehind(home, root, env);
  }
  if (home.settings.backups.everyDays !== null) {
    const { leaveBackupBehind } = await import('./backup/schedule.ts');
    leaveBackupBehind(home, root, env);
  }
}

/** A home that is only read gets neither. */
function unlessReadOnly(thrown: unknown): void {
  if (!cannotBeWritten(thrown)) throw thrown;
}

try {
  await runProgram(argv.slice(2), cliFor);
  await afterwards().catch(unlessReadOnly);
} catch (thrown) {
  report(thrown);
} finally {
  home?.db.close();
}
