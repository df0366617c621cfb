/** Homes to make backups of. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { writeFirstVersionHome } from './first-version-home.ts';
import { anyEmail, change, newHome, rows, samedi, samediJson, signedInHome } from './homes.ts';

export const url = inject('url');

export interface Made {
  file: string;
  day: string;
  size: number;
  sha256: string;
  id: string | null;
}
export interface Listed {
  server: { backups: { id: string; size: number; encrypted: boolean }[] } | null;
  local: { file: string }[];
}

export const backup = (home: string, ...flags: string[]) =>
  samediJson<Made>(home, ['backup', ...flags], SECRET);
export const listed = (home: string) => samediJson<Listed>(home, ['backup', 'list']);
export const SECRET = { SAMEDI_BACKUP_PASSPHRASE: 'correct horse battery staple' };

/** What a learner has: files and rows, without what sync notes about them. */
export const contents = (home: string) => ({
  plan: readFileSync(join(home, 'plans', 'french-b1.md'), 'utf8'),
  config: readFileSync(join(home, 'config.toml'), 'utf8'),
  sessions: rows(home, 'SELECT * FROM sessions ORDER BY id'),
  cards: rows(home, 'SELECT * FROM cards ORDER BY id'),
  reviews: rows(home, 'SELECT * FROM reviews ORDER BY id'),
  plans: rows(home, 'SELECT id, title, status FROM plans ORDER BY id'),
});

export async function learner(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await samedi(home, ['card', 'rate', 'card-1', '3']);
  return signedInHome(url, anyEmail(), home);
}

/** Makes a home that differs in every part. */
export async function unlike(home: string): Promise<void> {
  change(
    home,
    "DELETE FROM sessions WHERE id = 's0'; UPDATE cards SET answer = 'Hi' WHERE id = 'card-1'",
  );
  await samedi(home, ['card', 'rate', 'card-2', '4']);
  await samedi(home, ['start', 'french-b1']);
  await samedi(home, ['stop']);
  await samedi(home, ['plan', 'done', 'french-b1', '2']);
  await samedi(home, ['config', 'set', 'learning.weekly_goal_minutes', '300']);
}
