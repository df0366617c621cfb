/** What of a home goes into a backup. */
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { oddName } from '../../../src/lib/backups/entry-name.ts';
import type { HomePaths } from '../home/paths.ts';

export interface SourceFile {
  /** In the archive, with `/` on every system. */
  name: string;
  path: string;
}

export interface Sources {
  files: SourceFile[];
  /** What was left out, each with the reason, as a sentence. */
  leftOut: string[];
}

/** Drafts of files that are being written, and what editors and systems leave behind. */
const passing = /\.tmp$|~$|^\./;

/**
 * config.toml and all regular files below plans/ and cards/, by name; a link to a file counts as the file. `except` is
 * a folder that is no part of it: backups do not hold backups.
 */
export function homeSources(paths: Pick<HomePaths, 'root' | 'config'>, except: string): Sources {
  const found: Sources = { files: [], leftOut: [] };
  if (isFile(paths.config)) found.files.push({ name: 'config.toml', path: paths.config });
  for (const folder of ['plans', 'cards']) {
    walk(paths.root, join(paths.root, folder), except, found);
  }
  found.files.sort((a, b) => (a.name < b.name ? -1 : 1));
  return found;
}

function walk(root: string, folder: string, except: string, found: Sources): void {
  if (folder === except) return;
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (passing.test(entry.name)) continue;
    const name = relative(root, path).split(sep).join('/');
    const odd = oddName(name);
    if (odd !== null) found.leftOut.push(`${JSON.stringify(name)} was left out: its name ${odd}.`);
    else if (entry.isDirectory()) walk(root, path, except, found);
    else if (isFile(path)) found.files.push({ name, path });
    else found.leftOut.push(`${name} was left out: it is no file that can be read.`);
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Whether it can be packed: a file, or a link to one, that may be read. */
function isFile(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path).isFile();
  } catch {
    return false; // Whatever the system says about it: the caller names what is left out.
  }
}
