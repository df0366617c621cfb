/** Looking at what was learned, and taking it elsewhere. */
import type { Add, Tree } from './add.ts';

export function addLooking(add: Add, { program }: Tree): void {
  const stats = add(program, 'stats [plan]', 'show totals, streaks and the week', {
    examples: ['samedi stats --range month', 'samedi stats french-b1 --range 2026-11'],
  });
  stats.option(
    '--range <days>',
    'what to add up: today, week (the default), month, 30d, 2026-11, all',
  );
  stats.runs(async () => (await import('../commands/stats.ts')).stats);
  const exported = add(program, 'export', 'print all plans, sessions and cards', {
    examples: ['samedi export --out all.json', 'samedi export --format ical --out learning.ics'],
  });
  exported.option(
    '--format <name>',
    'json (the default), markdown, ical for calendars, or plans or cards alone',
  );
  exported.option('--out <file>', 'write them into a file instead');
  exported.option('--server', 'with plans or cards: have the server write and send its own');
  exported.runs(async () => (await import('../commands/export.ts')).exportAll);
}

export function addCheck(add: Add, { program }: Tree): void {
  const check = add(program, 'check', 'look through the home for what is wrong', {
    examples: ['samedi check --fix'],
  });
  check.option('--fix', 'repair what can be repaired without asking, after a copy');
  check.runs(async () => (await import('../commands/check.ts')).check);
}

export function addCompletion(add: Add, { program }: Tree): void {
  add(program, 'completion <shell>', 'print a completion script: bash, zsh, fish, powershell', {
    examples: ['source <(samedi completion bash)'],
  }).runs(async () => (await import('../commands/completion.ts')).completion);
  const complete = add(program, 'complete [words...]', 'list what may come next', { hidden: true });
  complete.option('--next', 'a new word begins after these');
  complete.runs(async () => {
    const { complete } = await import('../commands/complete.ts');
    return complete.bind(null, program);
  });
}
