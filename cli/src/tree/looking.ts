/** Looking at what was learned, and taking it elsewhere. */
import type { Command } from 'commander';
import type { Add } from './add.ts';

export function addLooking(add: Add, program: Command): void {
  const stats = add(
    program,
    'stats [plan]',
    'show totals, streaks and the week, as the dashboard does',
  );
  stats.option(
    '--range <days>',
    'what to add up: today, week (the default), month, 30d, 2026-11, all',
  );
  stats.runs(async () => (await import('../commands/stats.ts')).stats);
}
