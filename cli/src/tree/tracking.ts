/** Timing sessions, and correcting what was timed. */
import { type Add, group, several, type Tree } from './add.ts';

export function addTracking(add: Add, { program }: Tree): void {
  const start = add(program, 'start <plan> [chunk]', 'start a session of learning', {
    examples: ['samedi start french-b1', 'samedi start french 2 --at 8:30 --note "on the train"'],
  });
  start.option('--at <time>', 'when it started, if earlier: 8:30, "yesterday 18:40"');
  start.option('--note <text>', 'a note');
  start.runs(async () => (await import('../commands/start.ts')).start);
  const stop = add(program, 'stop', 'stop the running session', {
    examples: ['samedi stop', 'samedi stop --at 9:15 --artifact https://example.org/essay'],
  });
  stop.option('--at <time>', 'when it stopped, if earlier: 9:15');
  stop.option('--note <text>', 'a note; added to the one from the start');
  stop.option('--artifact <text>', 'what came out of it: an address, a file; repeatable', several);
  stop.runs(async () => (await import('../commands/stop.ts')).stop);
  add(program, 'cancel', 'drop the running session, as if it had not been started').runs(
    async () => (await import('../commands/cancel.ts')).cancel,
  );
  const status = add(program, 'status', 'show what runs, and today so far', {
    examples: ['samedi status', 'PS1=\'$(samedi status --format prompt) \'"$PS1"'],
  });
  status.option('--format <name>', 'text, or prompt: a few characters for a shell prompt');
  status.runs(async () => (await import('../commands/status.ts')).status);
}

export function addSessions(add: Add, tree: Tree): void {
  const session = group(tree, 'session', 'what was learned when');
  if (!session) return;
  const list = add(session, 'list [plan]', 'list sessions, newest first', {
    examples: ['samedi session list french-b1 --since 30d'],
  });
  list.option('--since <day>', 'from this day on: 2026-11-20, yesterday, 30d');
  list.option('--limit <number>', 'at most so many; 20 by default, 0 for all');
  list.runs(async () => (await import('../commands/session-list.ts')).sessionList);
  const added = add(session, 'add <plan> [chunk]', 'add a session that was not timed', {
    examples: [
      'samedi session add french-b1 --for 45m',
      'samedi session add french-b1 2 --from "yesterday 18:40" --to 19:30',
    ],
  });
  added.option('--from <time>', 'its start: 8:30, "yesterday 18:40", "2026-11-20 18:40"');
  added.option('--to <time>', 'its end');
  added.option('--for <duration>', 'how long it was: 45m, 1h30; alone, it ended now');
  added.option('--note <text>', 'a note');
  added.option('--artifact <text>', 'what came out of it; repeatable', several);
  added.runs(async () => (await import('../commands/session-add.ts')).sessionAdd);
  const edit = add(
    session,
    'edit <session>',
    'correct a session; the beginning of its id will do',
    { examples: ['samedi session edit 3f2a --to 9:15 --note "with Ada"'] },
  );
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
