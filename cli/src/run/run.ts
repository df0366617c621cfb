/** One run of a command: what it is given, and what is left behind once it is done. */
import { announceWaits } from '../client/waits.ts';
import type { Home } from '../home/home.ts';
import { homePaths, homeRoot } from '../home/paths.ts';
import { cannotBeWritten } from '../home/trouble.ts';
import { openSource, type SettingFlags } from '../settings/source.ts';
import { createOutput } from '../terminal/output.ts';
import type { Cli } from './cli.ts';
import { clockFrom } from './clock.ts';
import type { GlobalFlags } from './flags.ts';

interface Run {
  flags: GlobalFlags;
  /** Whether the command speaks to the server, or changes who or what this home is: then nothing runs after it. */
  speaksToServer: boolean;
  work: (cli: Cli) => unknown;
}

export async function runCommand({ flags, speaksToServer, work }: Run): Promise<void> {
  const { env, stdout, stderr } = process;
  const out = createOutput({ stdout, stderr }, { json: flags.json, env });
  announceWaits(out.note);
  const now = clockFrom(env);
  const root = homeRoot(flags.home, env);
  const given = await settingsGiven(flags);
  let home: Home | undefined;
  const cli: Cli = {
    env,
    out,
    now,
    root,
    source: () => openSource(homePaths(root).config, env, given),
    home: async ({ mayBeNew } = { mayBeNew: flags.new }) => {
      const { openHome } = await import('../home/home.ts');
      home ??= await openHome(root, { env, flags: given, mayBeNew, now, warn: out.warn });
      return home;
    },
  };
  try {
    await work(cli);
    if (home && !speaksToServer) await leaveBehind(home, cli);
  } finally {
    home?.db.close();
  }
}

/** Loaded only where there are any. */
async function settingsGiven(flags: GlobalFlags): Promise<SettingFlags> {
  if (flags.set.length === 0 && flags.endpoint === undefined) return {};
  return (await import('../settings/flags.ts')).settingFlags(flags);
}

/** A round of sync and a backup, where they are due; loaded only where the learner asked for them. */
async function leaveBehind(home: Home, { root, env }: Cli): Promise<void> {
  try {
    if (home.settings.syncEveryMinutes !== null) {
      (await import('../sync/automatic.ts')).leaveRoundBehind(home, root, env);
    }
    if (home.settings.backups.everyDays !== null) {
      (await import('../backup/schedule.ts')).leaveBackupBehind(home, root, env);
    }
  } catch (thrown) {
    // A home that is only read gets neither.
    if (!cannotBeWritten(thrown)) throw thrown;
  }
}
