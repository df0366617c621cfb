/** `samedi status` */

import { SamediError } from '../../../src/lib/errors.ts';
import { minutesText, momentText, withinSentence } from '../../../src/lib/text/format.ts';
import { dayAt } from '../../../src/lib/time/days.ts';
import type { SessionData } from '../../../src/lib/wire/records.ts';
import { type BackupState, backupState } from '../backup/schedule.ts';
import type { Home } from '../home/home.ts';
import { value } from '../home/rows.ts';
import { offsetAt } from '../home/zone.ts';
import { LONG_MINUTES } from '../records/long-session.ts';
import { minutesOn, runningSessions } from '../records/running-sessions.ts';
import { minutesBetween, readSession } from '../records/session-rows.ts';
import type { Cli } from '../run/cli.ts';
import { type SyncState, syncState, syncStateText } from '../sync/status.ts';

export async function status(cli: Cli, { format = 'text' }: { format?: string }): Promise<void> {
  if (format !== 'text' && format !== 'prompt') {
    throw new SamediError('usage', `There is no format "${format}".`, {
      next: 'Use one of: text, prompt.',
    });
  }
  const home = await cli.home();
  const now = cli.now();
  if (format === 'prompt' && !cli.out.json) return sayInPrompt(cli, home, now);
  const { timeZone, dayStartsAtMinutes } = home.settings;
  const offset = offsetAt(now, timeZone);
  const [day, date] = [dayAt(now, offset, dayStartsAtMinutes), dayAt(now, offset)];
  const running = runningSessions(home).map((row) => ({
    id: row.id,
    ...readSession(row, home.settings),
    plan_title: titleOf(home, row.plan_id),
  }));
  const today = {
    day,
    minutes: minutesOn(home, day),
    running_minutes: runningOn(running, day, now),
  };
  const sync = syncState(home);
  const backups = backupState(home);
  if (cli.out.json) return cli.out.data({ running: running[0] ?? null, today, sync, backups });

  if (running.length === 0) cli.out.line('No session is running.');
  for (const session of running) {
    const what = cli.out.paint('bold', session.plan_title ?? session.plan_id);
    const chunk = session.chunk_id ? `, ${session.chunk_id}` : '';
    const moment = momentText(session.started_at, session.utc_offset_minutes, date);
    const since = withinSentence(moment).replace(/^today at /, '');
    const minutes = minutesBetween(session.started_at, now) ?? 0;
    cli.out.line(`Learning ${what}${chunk} for ${minutesText(minutes)}, since ${since}.`);
    if (minutes > LONG_MINUTES) {
      cli.out.note('If it was forgotten, say when it ended: samedi stop --at "yesterday 18:30"');
    }
  }
  const { running_minutes } = today;
  const ofIt = running_minutes > 0 ? `, ${minutesText(running_minutes)} of it running` : '';
  cli.out.line(`Today: ${minutesText(today.minutes + running_minutes)}${ofIt}.`);
  sayOfSync(cli, sync);
  sayOfBackups(cli, backups);
}

/** Minutes that run, of what counts on `day`: a session counts on the day of its start. */
function runningOn(running: readonly SessionData[], day: string, now: number): number {
  return running
    .filter((session) => session.day === day)
    .reduce((sum, { started_at }) => sum + (minutesBetween(started_at, now) ?? 0), 0);
}

/** `french-b1 25m`, or nothing at all: what a prompt has room for. */
function sayInPrompt(cli: Cli, home: Home, now: number): void {
  const [running] = runningSessions(home);
  if (!running) return;
  const minutes = minutesBetween(readSession(running, home.settings).started_at, now) ?? 0;
  const hours = Math.floor(minutes / 60);
  cli.out.line(`${running.plan_id} ${hours > 0 ? `${hours}h` : ''}${minutes % 60}m`);
}

function sayOfSync(cli: Cli, sync: SyncState): void {
  const text = syncStateText(sync);
  if (text) cli.out.line(cli.out.paint(sync.last_error ? 'yellow' : 'dim', text));
}

function sayOfBackups(cli: Cli, { last_error }: BackupState): void {
  if (!last_error) return;
  cli.out.line(cli.out.paint('yellow', `The last backup failed: ${last_error}`));
}

function titleOf(home: Home, planId: string): string | null {
  return value<string>(home.db, 'SELECT title FROM plans WHERE id = ?', planId);
}
