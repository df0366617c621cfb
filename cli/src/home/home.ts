/** An open home: what every command works on. */
import { type Opening, openDatabase } from './database.ts';
import { type HomePaths, homePaths } from './paths.ts';
import { type HomeSettings, openSource, readSettings, type SettingFlags } from './settings.ts';
import type { Database } from './sqlite.ts';
import { homeTrouble } from './trouble.ts';

export interface Home {
  readonly paths: HomePaths;
  readonly settings: HomeSettings;
  readonly db: Database;
  /** Unix ms. */
  readonly now: () => number;
  /** Names something that was left alone, while the rest goes on. */
  readonly warn: (text: string) => void;
}

interface Surroundings {
  env: NodeJS.ProcessEnv;
  flags?: SettingFlags;
  now: () => number;
  warn: Opening['warn'];
}

/**
 * Opens the home at `root`, makes one where there is none, upgrades one of the first version.
 * Throws `home_unusable`, `home_newer`, `home_busy`, `config_invalid`, `usage`.
 */
export async function openHome(
  root: string,
  { env, flags, now, warn }: Surroundings,
): Promise<Home> {
  const paths = homePaths(root);
  try {
    const settings = readSettings(openSource(paths.config, env, flags));
    const db = await openDatabase({ paths, settings, warn });
    return { paths, settings, db, now, warn };
  } catch (error) {
    throw homeTrouble(error, root);
  }
}
