/** Looking at what was learned, and taking it elsewhere. */
import type { Command } from 'commander';
import type { Add } from './add.ts';

export function addLooking(add: Add, program: Command): void {
  const stats = add(program, 'stats [plan]', 'show totals, streaks and the week');
  stats.option(
    '--range <days>',
    'what to add up: today, week (the default), month, 30d, 2026-11, all',
  );
  stats.runs(async () => (await import('../commands/stats.ts')).stats);
  const exported = add(program, 'export', 'print all plans, sessions and cards');
  exported.option(
    '--format <name>',
    'json (the default), markdown, ical for calendars, or plans or cards alone',
  );
  exported.option('--out <file>', 'write them into a file instead');
  exported.option('--server', 'with plans or cards: have the server write and send its own');
  exported.runs(async () => (await import('../commands/export.ts')).exportAll);
}

export function addCheck(add: Add, program: Command): void {
  const check = add(program, 'check', 'look through the home for what is wrong');
  check.option('--fix', 'repair what can be repaired without asking, after a copy');
  check.runs(async () => (await import('../commands/check.ts')).check);
}

export function addCompletion(add: Add, program: Command): void {
  add(program, 'completion <shell>', 'print a completion script: bash, zsh, fish, powershell').runs(
    async () => (await import('../commands/completion.ts')).completion,
  );
  const complete = add(program, 'complete [words...]', 'list what may come next', { hidden: true });
  complete.option('--next', 'a new word begins after these');
  complete.runs(async () => {
    const { complete } = await import('../commands/complete.ts');
    return complete.bind(null, program);
  });
}
