import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  backup,
  contents,
  learner,
  listed,
  type Made,
  SECRET,
  unlike,
} from '../support/cli/backup-homes.ts';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { errorOf, newHome, samedi, samediJson } from '../support/cli/homes.ts';

describe('encryption', () => {
  test('keeps all from who has no passphrase, the server too, and nothing from who has it', async () => {
    const home = await learner();
    await samedi(home, ['config', 'set', 'storage.backup_encrypt', 'true']);
    await samedi(home, ['config', 'set', 'storage.backup_passphrase_file', join(home, 'secret')]);
    // As Notepad saves it: the passphrase is what the eye sees.
    writeFileSync(join(home, 'secret'), `\uFEFF${SECRET.SAMEDI_BACKUP_PASSPHRASE}\r\n`);
    const made = await samediJson<Made>(home, ['backup']);
    expect(made.file).toMatch(/\.tar\.gz\.age$/);
    expect((await listed(home)).server?.backups[0]).toMatchObject({ encrypted: true });
    const copy = join(home, 'copy.age');
    await samedi(home, ['backup', 'download', made.id!, '--out', copy]);
    expect(readFileSync(copy, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /);
    await samedi(home, ['backup', 'verify', made.id!]);

    await samedi(home, ['config', 'set', 'storage.backup_passphrase_file', '']);
    const wrong = { SAMEDI_BACKUP_PASSPHRASE: 'wrong' };
    expect(await errorOf(home, ['backup', 'verify', made.id!], wrong)).toMatchObject({
      code: 'passphrase_wrong',
      exit: 4,
    });
    expect(await errorOf(home, ['backup', 'verify', made.id!])).toMatchObject({ code: 'usage' });

    const then = contents(home);
    await unlike(home);
    await samedi(home, ['backup', 'restore', made.id!], SECRET);
    expect(contents(home).cards).toEqual(then.cards);
  });

  const hasAge = spawnSync('age', ['--version']).status === 0 && process.platform === 'linux';
  test.skipIf(!hasAge)('age itself opens it', async () => {
    const home = await newHome();
    writeFirstVersionHome(home);
    const { file } = await backup(home, '--encrypt');
    const out = join(home, 'plain.tar.gz');
    // By a terminal, which is where age asks.
    const { status, stdout } = spawnSync(
      'script',
      ['-qec', `age -d -o '${out}' '${file}'`, '/dev/null'],
      {
        input: `${SECRET.SAMEDI_BACKUP_PASSPHRASE}\n`,
        encoding: 'utf8',
      },
    );
    expect(status, stdout).toBe(0);
    await samedi(home, ['backup', 'verify', out]);
  });
});
