/** What arguments and options take, as far as this computer knows it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cardFormats } from '../../../src/lib/cards/formats.ts';
import { SamediError } from '../../../src/lib/errors.ts';
import { chunkStatuses } from '../../../src/lib/plan/plan-file.ts';
import { backupFolder, localBackups } from '../backup/folder.ts';
import { type HomePaths, homePaths } from '../home/paths.ts';
import { chunksOnDisk, planIdsOnDisk } from '../plans/completions.ts';
import type { Candidate } from '../records/completions.ts';
import { readSettings } from '../settings/settings.ts';
import { openSource } from '../settings/source.ts';
import { allSettings } from '../settings/table.ts';
import { completionScripts } from './scripts.ts';

interface Asked {
  /** By what an argument or an option is called. */
  name: string;
  /** Of the command: `plan done`. */
  words: string;
  /** The arguments before it. */
  given: readonly string[];
  /** What of it is typed. */
  typed: string;
}

type Values = (
  asked: Asked,
  paths: HomePaths,
) => readonly Candidate[] | Promise<readonly Candidate[]>;

const named = (values: readonly string[]): Candidate[] => values.map((value) => [value, '']);
const records = () => import('../records/completions.ts');
const exports = () => import('../records/export-texts.ts');

const formats: Readonly<Record<string, readonly string[]>> = {
  status: ['text', 'prompt'],
  'card import': Object.keys(cardFormats),
  'card export': Object.keys(cardFormats),
};

const values: Readonly<Record<string, Values>> = {
  plan: (_, paths) => named(planIdsOnDisk(paths)),
  chunk: ({ given: [plan] }, paths) =>
    plan === undefined ? [] : chunksOnDisk(paths, plan).map(({ id, title }) => [id, title]),
  session: async (_, paths) => (await records()).sessionsOnDisk(paths),
  card: async ({ typed }, paths) => (await records()).cardsOnDisk(paths, typed),
  conflict: async (_, paths) => (await records()).conflictsOnDisk(paths),
  tag: async (_, paths) => (await records()).tagsOnDisk(paths),
  backup: (_, paths) => named(backupsHere(paths)),
  rating: () => [
    ['1', 'again'],
    ['2', 'hard'],
    ['3', 'good'],
    ['4', 'easy'],
  ],
  status: () => named(chunkStatuses),
  format: async ({ words }) =>
    named(words === 'export' ? (await exports()).exportFormats : (formats[words] ?? [])),
  range: () => named(['today', 'week', 'month', 'year', 'all', '30d', '12w', '12m']),
  setting: () => allSettings.map(([name, { about }]) => [name, about]),
  value: ({ given: [name] }) => named(settingValues(name)),
  shell: () => named(Object.keys(completionScripts)),
};

/** Nothing where only the learner knows, or the server. */
export async function valuesFor(asked: Asked, root: string): Promise<readonly Candidate[]> {
  return (await values[asked.name]?.(asked, homePaths(root))) ?? [];
}

function settingValues(wanted = ''): readonly string[] {
  const [, setting] = allSettings.find(([name]) => name === wanted) ?? [];
  return setting?.is.values?.() ?? [];
}

/** Archives in the backup folder, and what restoring put aside. */
function backupsHere(paths: HomePaths): string[] {
  const aside = existsSync(paths.aside) ? readdirSync(paths.aside).sort().reverse() : [];
  const folders = aside.map((name) => join(paths.aside, name));
  try {
    const { backups } = readSettings(openSource(paths.config, process.env));
    return [...localBackups(backupFolder(paths, backups.dir)).map(({ file }) => file), ...folders];
  } catch (error) {
    if (!(error instanceof SamediError)) throw error;
    return folders; // Where archives are cannot be read; the command itself will name what is wrong.
  }
}
