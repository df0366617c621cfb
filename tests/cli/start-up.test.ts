import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCli, temporaryHome } from '../support/cli.ts';

/**
 * Tells on standard error what a command loads: each file, and what it asks of `Intl`, whose data takes 12 ms to load.
 */
const witness = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  import { writeSync } from 'node:fs';
  const tell = (what) => writeSync(2, 'loads ' + what + '\\n');
  registerHooks({ load(url, context, next) { tell(url); return next(url, context); } });
  Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
    construct(...given) { tell('Intl'); return Reflect.construct(...given); },
    apply(...given) { tell('Intl'); return Reflect.apply(...given); },
  });
  process.on('exit', () => { if (process.moduleLoadList.includes('NativeModule crypto')) tell('crypto'); });
`)}`;

async function loadedBy(home: string, ...args: string[]): Promise<string[]> {
  const { code, stderr } = await runCli(args, {
    home,
    env: { NODE_OPTIONS: `--import=${witness}`, TZ: 'Europe/Paris' },
  });
  expect(code, stderr).toBe(0);
  return [...stderr.matchAll(/^loads (.+)$/gm)].map(([, what]) => what!);
}

test('status loads few files of the bundle, and nothing that takes long: no zod, no Intl, no crypto', async () => {
  const { home, remove } = await temporaryHome();
  try {
    await runCli(['config', 'set', 'storage.backup_enabled', 'true'], { home });
    await runCli(['config', 'set', 'storage.auto_backup_days', '7'], { home });
    await runCli(['plan', 'new', 'French'], { home });
    await runCli(['start', 'french'], { home });
    const loaded = await loadedBy(home, 'status');
    expect(loaded.filter((what) => !what.startsWith('file:'))).toEqual([]);
    // The program, main, what commands share, and a small file each for status, home and backups.
    expect(loaded).toHaveLength(6);
    const bytes = loaded.map((url) => statSync(fileURLToPath(url)).size);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(150_000);
  } finally {
    await remove();
  }
});

test('commands in a home that is up to date do not load what makes and upgrades homes', async () => {
  const { home, remove } = await temporaryHome();
  const makesTables = async (...args: string[]) => {
    const files = (await loadedBy(home, ...args)).filter((what) => what.startsWith('file:'));
    return files.some((url) => readFileSync(fileURLToPath(url), 'utf8').includes('CREATE TABLE'));
  };
  try {
    expect(await makesTables('plan', 'new', 'French')).toBe(true);
    for (const words of ['status', 'plan list', 'plan show french', 'start french', 'card list']) {
      expect(await makesTables(...words.split(' ')), words).toBe(false);
    }
  } finally {
    await remove();
  }
});
