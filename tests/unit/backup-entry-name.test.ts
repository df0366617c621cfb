import { posix } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oddName } from '../../src/lib/backups/entry-name.ts';

test.each([
  'config.toml',
  'sessions.db',
  'plans/french-b1.md',
  'cards/french-b1.cards.md',
  'plans/images/été 日本.png',
])('%j may be in a backup', (name) => {
  expect(oddName(name)).toBeNull();
});

test.each([
  ['/etc/passwd', 'absolute'],
  ['/plans/a.md', 'absolute'],
  ['C:/plans/a.md', 'absolute'],
  ['c:\\plans\\a.md', 'absolute'],
  ['..', 'out of'],
  ['../plans/a.md', 'out of'],
  ['plans/../auth.json', 'out of'],
  ['plans/a/../../../x', 'out of'],
  ['plans\\..\\auth.json', 'character'],
  ['plans/a\0.md', 'character'],
  ['plans/a\n.md', 'character'],
  ['plans/a.md:stream', 'character'],
  ['auth.json', 'nothing that a home holds'],
  ['sync.lock', 'nothing that a home holds'],
  ['./config.toml', 'nothing that a home holds'],
  ['Plans/a.md', 'nothing that a home holds'],
  ['plans', 'nothing that a home holds'],
  ['', 'nothing that a home holds'],
  ['plans//a.md', 'empty'],
  ['plans/', 'empty'],
  ['plans/.git/config', 'dot'],
  ['plans/./a.md', 'dot'],
  [`plans/${'x'.repeat(256)}`, 'too long'],
  [`plans/${'é'.repeat(128)}`, 'too long'],
  [`plans/${'x/'.repeat(20)}x`, 'too long'],
])('%j may not: it is or has what is %s', (name, why) => {
  expect(oddName(name)).toContain(why);
});

test('whatever name passes stays below the folder that it is written into', () => {
  const part = fc.oneof(
    fc.constantFrom('..', '.', '', 'plans', 'cards', '/', '\\', 'a'),
    fc.string(),
  );
  const names = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(names, (name) => {
      if (oddName(name) !== null) return;
      expect(posix.join('/home', name)).toBe(`/home/${name}`);
    }),
    { numRuns: 5_000 },
  );
});
