import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../scripts/lib/site.ts';

test("npm start says what to do with a database that was made by other migrations than today's", async () => {
  const dir = await mkdtemp(join(tmpdir(), 'samedi-old-data-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await mkdir(join(dir, 'drizzle'));
  await writeFile(join(dir, 'drizzle/0000_tables.sql'), 'CREATE TABLE a (b);');
  await mkdir(join(dir, 'state'));
  await writeFile(
    join(dir, 'state/migrations-applied.txt'),
    '0000_records.sql\n0001_triggers.sql\n0002_account.sql',
  );
  await expect(migrate(dir)).rejects.toThrow(
    `${dir} is from before the first release. Delete that folder, then start again.`,
  );
});
