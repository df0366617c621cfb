/** Backups that make themselves, left behind by commands. */
import { spawn } from 'node:child_process';
import { addDays, type Day, isDay } from '../../../src/lib/time/days.ts';
import { dayOfStart } from '../arguments/when.ts';
import type { Home } from '../home/home.ts';
import { backupRuns, getState, setState } from '../home/sync-state.ts';
import { untrackedChange } from '../home/tracking.ts';

/** Between a backup that failed, or was started and did not tell, and the next try. */
const RETRY_MS = 3_600_000;

/** When a backup is next due by itself; null where the learner has not asked for them. */
export function nextBackupDay(home: Home): Day | null {
  const { everyDays } = home.settings.backups;
  if (everyDays === null) return null;
  const last = getState(home.db, backupRuns.lastDay) ?? '';
  return isDay(last) ? addDays(last, everyDays) : backupDay(home);
}

/** The learner's, which names the archive. */
export function backupDay(home: Home): Day {
  return dayOfStart(home.now(), home.settings).day;
}

/**
 * Starts a backup that outlives this process and says nothing, where one is due. The next try is put off at once, so
 * that of many commands only the first starts it. `root` is the home's folder.
 */
export function leaveBackupBehind(home: Home, root: string, env: NodeJS.ProcessEnv): void {
  const due = nextBackupDay(home);
  if (due === null) return;
  const today = backupDay(home);
  // A last backup that lies ahead was made while the clock was wrong.
  const ahead = (getState(home.db, backupRuns.lastDay) ?? '') > today;
  if (due > today && !ahead) return;
  const next = getState(home.db, backupRuns.nextAt) ?? 0;
  if (next > home.now() && next - home.now() <= RETRY_MS) return;
  untrackedChange(home.db, () => setState(home.db, backupRuns.nextAt, home.now() + RETRY_MS));
  const [node = '', program = ''] = process.argv;
  spawn(node, [program, 'backup', '--home', root], {
    env,
    detached: true,
    stdio: 'ignore',
  }).unref();
}

/** Remembers how a backup went: `error` is null where all of it worked. */
export function noteBackup(home: Home, day: Day, error: unknown): void {
  untrackedChange(home.db, () => {
    const text = error instanceof Error ? error.message : error === null ? null : String(error);
    setState(home.db, backupRuns.lastError, text);
    if (error === null) {
      setState(home.db, backupRuns.lastDay, day);
      setState(home.db, backupRuns.nextAt, null);
    }
  });
}

/** How backups stand, without asking anyone. */
export interface BackupState {
  last_day: Day | null;
  /** Null after a success. */
  last_error: string | null;
  /** When the next is made by itself; null where none is. */
  next_day: Day | null;
}

export function backupState(home: Home): BackupState {
  return {
    last_day: getState(home.db, backupRuns.lastDay),
    last_error: getState(home.db, backupRuns.lastError),
    next_day: nextBackupDay(home),
  };
}
