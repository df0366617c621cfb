/** Where things lie in a home. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export interface HomePaths {
  root: string;
  config: string;
  auth: string;
  database: string;
  /** That this is a home, and which; it outlives the database. */
  mark: string;
  /** The copy made before the first version's database is upgraded. */
  databaseCopy: string;
  plans: string;
  /** What `plan edit` handed to an editor. */
  edits: string;
  /** Plan files deleted on another device. */
  trash: string;
  cards: string;
  /** What restoring a backup put aside. */
  aside: string;
  /** Held while a round of sync runs. */
  lock: string;
}

/** The home's folder: the flag, else `SAMEDI_HOME`, else `~/.samedi`. A leading `~` is the user's folder. */
export function homeRoot(flag: string | undefined, env: NodeJS.ProcessEnv): string {
  const wanted = flag || env['SAMEDI_HOME'] || '~/.samedi';
  return resolve(wanted.replace(/^~(?=$|[/\\])/, () => homedir()));
}

export function homePaths(root: string): HomePaths {
  return {
    root,
    config: join(root, 'config.toml'),
    auth: join(root, 'auth.json'),
    database: join(root, 'sessions.db'),
    mark: join(root, 'home.json'),
    databaseCopy: join(root, 'sessions.db.bak'),
    plans: join(root, 'plans'),
    edits: join(root, 'edits'),
    trash: join(root, 'trash'),
    cards: join(root, 'cards'),
    aside: join(root, 'before-restore'),
    lock: join(root, 'sync.lock'),
  };
}
