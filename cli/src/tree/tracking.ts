/** Timing sessions, and correcting what was timed. */
import type { Command } from 'commander';
import { type Add, group, several } from './add.ts';

export function addTracking(add: Add, program: Command): void {
  const start = add(program, 'start <plan> [chunk]', 'start a session of learning');
  start.option('--at <time>', 'when it started, if earlier: 8:30, "yesterday 18:40"');
  start.option('--note <text>', 'a note');
  start.runs(async () => (await import('../commands/start.ts')).start);
  const stop = add(program, 'stop', 'stop the running session');
  stop.option('--at <time>', 'when it stopped, if earlier: 9:15');
  stop.option('--note <text>', 'a note; added to the one from the start');
  stop.option('--artifact <text>', 'what came out of it: an address, a file; repeatable', several);
  stop.runs(async () => (await import('../commands/stop.ts')).stop);
  add(program, 'cancel', 'drop the running session, as if it had not been started').runs(
    async () => (await import('../commands/cancel.ts')).cancel,
  );
  const status = add(program, 'status', 'show what runs, and today so far');
  status.option('--format <name>', 'text, or prompt: a few characters for a shell prompt');
  status.runs(async () => (await import('../commands/status.ts')).status);
}

export function addSessions(add: Add, program: Command, args: readonly string[]): void {
  const session = group(program, 'session', 'what was learned when', args);
  if (!session) return;
  const list = add(session, 'list [plan]', 'list sessions, newest first');
  list.option('--since <day>', 'from this day on: 2026-11-20, yesterday, 30d');
  list.option('--limit <number>', 'at most so many; 20 by default, 0 for all');
  list.runs(async () => (await import('../commands/session-list.ts')).sessionList);
  const added = add(session, 'add <plan> [chunk]', 'add a session that was not timed');
  added.option('--from <time>', 'its start: 8:30, "yesterday 18:40", "2026-11-20 18:40"');
  added.option('--to <time>', 'its end');
  added.option('--for <duration>', 'how long it was: 45m, 1h30; alone, it ended now');
  added.option('--note <text>', 'a note');
  added.option('--artifact <text>', 'what came out of it; repeatable', several);
  added.runs(async () => (await import('../commands/session-add.ts')).sessionAdd);
  const edit = add(session, 'edit <session>', 'correct a session; the beginning of its id will do');
  edit.option('--plan <plan>', 'the plan it belongs to');
  edit.option('--chunk <chunk>', 'the chunk; "" for none');
  edit.option('--from <time>', 'its start; its end stays, unless --for is given');
  edit.option('--to <time>', 'its end');
  edit.option('--for <duration>', 'how long it was, from its start');
  edit.option('--note <text>', 'the note in place of the old one; "" for none');
  edit.option('--artifact <text>', 'in place of the old ones; repeatable; "" for none', several);
  edit.runs(async () => (await import('../commands/session-edit.ts')).sessionEdit);
  add(session, 'delete <session>', 'delete a session; the beginning of its id will do').runs(
    async () => (await import('../commands/session-delete.ts')).sessionDelete,
  );
}
