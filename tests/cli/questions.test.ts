import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FRENCH, writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { newHome, rows, samedi } from '../support/cli/homes.ts';
import { answering } from '../support/terminal.ts';

const [CONTROL_C, CONTROL_D, ESCAPE] = ['\u0003', '\u0004', '\u001b'];

async function homeWithPlan(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await samedi(home, ['plan', 'list']);
  return home;
}

describe.skipIf(process.platform !== 'linux')('a question on a terminal', () => {
  test.each([
    ['Control-C ends the process by its signal', CONTROL_C, 130],
    ['Control-D is no answer, and so a no', CONTROL_D, 4],
    ['Escape is no answer, and so a no', ESCAPE, 4],
    ['Enter says what is so by default', '\r', 4],
    ['n says no', 'n', 4],
  ])('deletes nothing: %s', async (_, keys, code) => {
    const home = await homeWithPlan();
    const asked = await answering(home, ['plan', 'delete', 'french'], [['on all devices?', keys]]);
    expect(asked.code, asked.screen).toBe(code);
    expect(rows(home, 'SELECT id FROM sessions')).toHaveLength(5);
  });

  test('is asked beside a result as JSON, too', async () => {
    const home = await homeWithPlan();
    const args = ['plan', 'delete', 'french', '--json'];
    const { code, screen } = await answering(home, args, [['on all devices?', 'y']]);
    expect(code, screen).toBe(0);
    expect(screen).toContain('"sessions": 5');
  });

  test('hides a passphrase, and takes it only if it is typed twice', async () => {
    const home = await homeWithPlan();
    const [secret, other] = ['rouge et noir\r', 'rouge et noif\r'];
    const once = 'Passphrase for the backup';
    const again = 'The same once more';
    const args = ['backup', '--encrypt'];
    const slip = await answering(home, args, [
      [once, secret],
      [again, other],
    ]);
    expect(slip.code, slip.screen).toBe(2);
    const made = await answering(home, args, [
      [once, secret],
      [again, secret],
    ]);
    expect(made.code, made.screen).toBe(0);
    expect(slip.screen + made.screen).not.toContain('rouge');
    const [, file = ''] = /Made (\S+)/.exec(made.screen) ?? [];
    const env = { SAMEDI_BACKUP_PASSPHRASE: 'rouge et noir' };
    await samedi(home, ['backup', 'verify', file], env);
  });

  test('offers an editor again until what it left is right', async () => {
    const home = await homeWithPlan();
    const path = join(home, 'plans', 'french-b1.md');
    const right = join(home, 'right.md');
    const editor = join(home, 'editor');
    const edited = FRENCH.replace('Numbers', 'Nombres');
    writeFileSync(right, edited);
    // First it breaks the file, then it puts the right one in its place.
    const script = `#!/bin/sh\nif [ -e '${editor}.ran' ]; then cp '${right}' "$1"; else touch '${editor}.ran'; echo no plan > "$1"; fi\n`;
    writeFileSync(editor, script, { mode: 0o755 });
    const { code, screen } = await answering(
      home,
      ['plan', 'edit', 'french'],
      [['Open it again?', '\r']],
      { VISUAL: '', EDITOR: editor },
    );
    expect(code, screen).toBe(0);
    expect(existsSync(`${editor}.ran`)).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe(edited);
  });
});
