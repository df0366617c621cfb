/**
 * `npm run migration -- --name what_it_does`: what changed in `src/api/db/schema` and `src/api/db/triggers` as
 * migrations, one for the tables and one for the triggers.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { root, tools } from '../lib/paths.ts';
import { run } from '../lib/process.ts';
import {
  BREAKPOINT,
  MIGRATIONS,
  migrated,
  migrations,
  triggerChanges,
  triggersOf,
  triggersOfSource,
  withoutRowid,
} from '../lib/schema.ts';
import { giveUp } from '../lib/steps.ts';

async function main(name: string): Promise<string[]> {
  const tables = await generate('--name', name);
  if (tables) {
    const file = `${MIGRATIONS}/${tables}`;
    await writeFile(file, withoutRowid(await readFile(file, 'utf8')));
  }
  const changes = triggerChanges(triggersOf(migrated()), triggersOfSource());
  if (changes.length === 0) return tables ? [tables] : [];
  const triggers = await generate('--custom', '--name', `${name}_triggers`);
  await writeFile(`${MIGRATIONS}/${triggers}`, `${changes.join(BREAKPOINT)}\n`);
  return [...(tables ? [tables] : []), triggers!];
}

/** The migration that drizzle-kit made; null where it saw no need of one. */
async function generate(...args: string[]): Promise<string | null> {
  const before = migrations();
  const { code, output } = await run(process.execPath, [tools.drizzle, 'generate', ...args], {
    cwd: root,
  });
  if (code !== 0) throw new Error(`The migration could not be made.\n\n${output}`);
  return migrations().find((name) => !before.includes(name)) ?? null;
}

try {
  const { name } = parseArgs({ options: { name: { type: 'string' } } }).values;
  if (!name) giveUp('What does it do?\n\nUsage: npm run migration -- --name what_it_does', 2);
  const made = await main(name);
  const lines = made.map((file) => `  drizzle/${file}`);
  process.stdout.write(`${lines.join('\n') || '  Nothing changed.'}\n`);
} catch (error) {
  giveUp(error);
}
