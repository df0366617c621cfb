/** Backups: made, looked through, and put back. */
import type { Add, Tree } from './add.ts';

export function addBackup(add: Add, tree: Tree): void {
  const { program } = tree;
  const backup = add(program, 'backup', 'make a backup of this home, here and at the server', {
    speaksToServer: true,
    examples: ['samedi backup', 'samedi backup --encrypt'],
  });
  backup.option('--encrypt', 'with a passphrase, so that nobody else can read it');
  backup.runs(async () => (await import('../commands/backup.ts')).backup);
  if (!tree.mentions('backup')) return;
  add(backup, 'list', 'list what the server keeps, and what is in the backup folder').runs(
    async () => (await import('../commands/backup-list.ts')).backupList,
  );
  add(backup, 'verify <backup>', 'open a backup and look at every byte of it', {
    examples: ['samedi backup verify daily/2026-01-27'],
  }).runs(async () => (await import('../commands/backup-verify.ts')).backupVerify);
  const download = add(backup, 'download <id>', 'fetch a backup from the server');
  download.option('--out <file>', 'where to; samedi-DATE.tar.gz by default');
  download.runs(async () => (await import('../commands/backup-download.ts')).backupDownload);
  const restore = add(backup, 'restore <backup>', 'put a backup in the place of this home', {
    examples: [
      'samedi backup restore daily/2026-01-27 --dry-run',
      'samedi backup restore samedi-2026-01-27.tar.gz',
    ],
  });
  restore.option('--dry-run', 'show what would change, and change nothing');
  restore.option('--as-edits', 'the next sync puts what was restored on all devices');
  restore.runs(async () => (await import('../commands/backup-restore.ts')).backupRestore);
  add(backup, 'delete <backup>', 'delete a backup, at the server or in the backup folder').runs(
    async () => (await import('../commands/backup-delete.ts')).backupDelete,
  );
}
