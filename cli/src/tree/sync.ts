/** Sync, and what it leaves to be decided. */
import type { Command } from 'commander';
import type { Add, Tree } from './add.ts';

export function addSync(add: Add, { program }: Tree): void {
  const sync = add(program, 'sync', 'send what changed here, and fetch what changed elsewhere', {
    speaksToServer: true,
    examples: ['samedi sync'],
  });
  round(sync);
  sync.runs(async () => (await import('../commands/sync.ts')).sync);
  const push = add(sync, 'push', 'only send what changed here', {
    examples: ['samedi sync push --all'],
  });
  round(push);
  push.runs(async () => (await import('../commands/sync.ts')).push);
  const pull = add(sync, 'pull', 'only fetch what changed elsewhere');
  round(pull);
  pull.runs(async () => (await import('../commands/sync.ts')).pull);
  add(sync, 'status', 'show when it last synced, and what waits').runs(
    async () => (await import('../commands/sync-status.ts')).syncStatus,
  );
  add(sync, 'watch', 'sync again and again, in the foreground').runs(
    async () => (await import('../commands/sync-watch.ts')).syncWatch,
  );
  add(sync, 'verify', 'compare every record with the server').runs(
    async () => (await import('../commands/sync-verify.ts')).syncVerify,
  );
  const conflicts = add(sync, 'conflicts', 'list versions that lost to a newer one');
  conflicts.runs(async () => (await import('../commands/conflicts.ts')).conflicts);
  add(conflicts, 'show <conflict>', 'show how one differs from what is there', {
    examples: ['samedi sync conflicts show 3f2a'],
  }).runs(async () => (await import('../commands/conflict-show.ts')).conflictShow);
  add(conflicts, 'restore <conflict>', 'put one back, as a new edit').runs(
    async () => (await import('../commands/conflict-restore.ts')).conflictRestore,
  );
  add(conflicts, 'drop <conflict>', 'let one go, on all devices').runs(
    async () => (await import('../commands/conflict-drop.ts')).conflictDrop,
  );
}

/** What each way to run one takes. */
function round(command: Command): void {
  command.option('--all', 'offer every record, not only the changed ones');
  command.option('--dry-run', 'show what would be sent and received; nothing changes');
}
