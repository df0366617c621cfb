import { expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { startOptions } from '../../scripts/lib/start-options.ts';

const read = (...args: string[]) => startOptions(args, '/home/ada');

test('without options: port 8788, data in the clone, the demo learner in', () => {
  const dataDir = inRoot('.samedi-dev');
  expect(read()).toEqual({ port: 8788, dataDir, empty: false, help: false });
});

test('a relative folder counts from where the command was typed', () => {
  expect(read('--data', 'trial').dataDir).toBe('/home/ada/trial');
  expect(read('--data=/srv/samedi').dataDir).toBe('/srv/samedi');
});

test('all options at once', () => {
  expect(read('--port', '9000', '--empty', '--data', '/d')).toEqual({
    port: 9000,
    dataDir: '/d',
    empty: true,
    help: false,
  });
});

test.each([
  [['--port', '0']],
  [['--port', '65536']],
  [['--port', 'http']],
  [['--port', '-1']],
  [['--port']],
  [['--data', '']],
  [['--prot', '9000']],
  [['9000']],
  [['--empty=yes']],
])('%j is refused, with the usage', (args) => {
  expect(() => read(...args)).toThrow(/Usage: npm start/);
});
