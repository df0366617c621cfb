import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';

/** What runs, by its path: source maps, which are not deployed, quote all of the source. */
async function textsIn(folder: string): Promise<[path: string, text: string][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.map'));
  const paths = files.map((file) => join(file.parentPath, file.name));
  return Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')]));
}

test('a build for deployment has neither the mailbox page nor its sender', async () => {
  const files = await textsIn(inject('build'));
  const filesWith = (trace: string) =>
    files.filter(([path, text]) => path.includes(trace) || text.includes(trace));
  // Sign-in itself is in it, so the traces below are looked for where they would be.
  expect(filesWith('/auth/verify')).not.toEqual([]);
  for (const trace of ['/dev/mailbox', 'dev-mail:', 'Development mailbox', 'readMailbox']) {
    expect(filesWith(trace).map(([path]) => path)).toEqual([]);
  }
});
