/** An open home: what every command works on. */

import { type HomeSettings, readSettings } from '../settings/settings.ts';
import { openSource, type SettingFlags } from '../settings/source.ts';
import { openDatabase } from './database.ts';
import { copyInMemory, writing } from './in-memory.ts';
import type { Opening } from './opening.ts';
import { type HomePaths, homePaths } from './paths.ts';
import type { Database } from './sqlite.ts';
import { cannotBeWritten, homeTrouble } from './trouble.ts';

export interface Home {
  readonly paths: HomePaths;
  readonly settings: HomeSettings;
  readonly db: Database;
  /** Unix ms. */
  readonly now: () => number;
  /** Names something that was left alone, while the rest goes on. */
  readonly warn: (text: string) => void;
  /**
   * Runs what reading notes by the way, such as plan files that were edited. In a home that cannot be written it goes
   * into a copy of the database in memory, which is `db` from then on, so that reading still reads.
   */
  noting<T>(work: () => T): T;
}

interface Surroundings {
  env: NodeJS.ProcessEnv;
  flags?: SettingFlags;
  mayBeNew?: boolean;
  now: () => number;
  warn: Opening['warn'];
}

/**
 * Opens the home at `root`, makes one where there is none, upgrades one of the first version. One that has lost its
 * database is no new one, unless it `mayBeNew`.
 * Throws `home_unusable`, `home_newer`, `home_busy`, `config_invalid`, `usage`.
 */
export async function openHome(
  root: string,
  { env, flags, mayBeNew = false, now, warn }: Surroundings,
): Promise<Home> {
  const paths = homePaths(root);
  try {
    const settings = readSettings(openSource(paths.config, env, flags));
    const db = await openDatabase({ paths, settings, mayBeNew, warn });
    return withNotes({ paths, settings, now, warn }, db);
  } catch (error) {
    throw homeTrouble(error, root);
  }
}

function withNotes(home: Omit<Home, 'db' | 'noting'>, onDisk: Database): Home {
  let copy: Database | null = null;
  return {
    ...home,
    get db() {
      return copy ?? onDisk;
    },
    noting(work) {
      if (copy) return writing(copy, work);
      try {
        return work();
      } catch (error) {
        if (!cannotBeWritten(error)) throw error;
      }
      home.warn(`This home cannot be written, so it is only read: ${home.paths.root}`);
      copy = copyInMemory(home.paths.database);
      return writing(copy, work);
    },
  };
}
