/**
 * Homes whose syncs run in this process, against the real server. Each history starts from one world: that makes it
 * cheap. The server's database is put back under the running server, row by row.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Home, openHome } from '../../../../cli/src/home/home.ts';
import { anyEmail, samedi, signedInHome } from '../../cli/homes.ts';
import { temporaryHome } from '../../cli.ts';
import { startServer } from '../../server.ts';
import { type Network, unreliableNetwork } from '../network.ts';
import { chanceFrom } from '../random.ts';
import { databaseIn, moveHome } from '../world.ts';
import { planOfHistory } from './plan.ts';

export interface Base {
  network: Network;
  /** Homes that are signed in and hold the same. */
  homes: string[];
  /** Other sign-ins of the same learner, each the text of an `auth.json`. */
  spares: string[];
  keepServer: (name: string) => Promise<void>;
  putServerBack: (name: string) => Promise<void>;
  folder: string;
  stop: () => Promise<void>;
}

export async function makeBase(): Promise<Base> {
  const server = await startServer();
  const network = await unreliableNetwork(() => server.url, chanceFrom(0));
  network.heal();
  const { home: folder, remove } = await temporaryHome();
  const email = anyEmail();
  const signIn = async (name: string) => {
    const home = await signedInHome(server.url, email, join(folder, name));
    moveHome(home, server.url, network.url);
    return home;
  };
  const homes: string[] = [];
  for (const name of ['base-0', 'base-1', 'base-2']) {
    const home = await signIn(name);
    if (homes.length === 0) writeFileSync(join(home, 'plans', 'french.md'), planOfHistory);
    await samedi(home, ['sync']);
    homes.push(home);
  }
  const spares: string[] = [];
  for (const name of ['spare-0', 'spare-1']) {
    spares.push(readFileSync(join(await signIn(name), 'auth.json'), 'utf8'));
  }
  const live = databaseIn(server.dir);
  const kept = (name: string) => join(folder, `server-${name}.sqlite`);
  const base: Base = {
    ...{ network, homes, spares, folder },
    keepServer: async (name) => keepDatabase(live, kept(name)),
    putServerBack: async (name) => putDatabaseBack(kept(name), live),
    stop: async () => {
      await network.stop();
      await server.stop();
      await remove();
    },
  };
  await base.keepServer('base');
  return base;
}

function keepDatabase(live: string, kept: string): void {
  rmSync(kept, { force: true });
  const db = new DatabaseSync(live, { timeout: 5_000 });
  db.prepare('VACUUM INTO ?').run(kept);
  db.close();
}

/** Without the triggers, which would count everything anew. */
function putDatabaseBack(kept: string, live: string): void {
  const db = new DatabaseSync(live, { timeout: 5_000, enableForeignKeyConstraints: false });
  db.prepare('ATTACH ? AS kept').run(kept);
  const named = (type: string) =>
    db
      .prepare(
        `SELECT name, sql FROM main.sqlite_schema
         WHERE type = ? AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'`,
      )
      .all(type) as { name: string; sql: string }[];
  const triggers = named('trigger');
  db.exec('BEGIN IMMEDIATE');
  for (const { name } of triggers) db.exec(`DROP TRIGGER main."${name}"`);
  for (const { name } of named('table')) {
    const columns = db.prepare(`SELECT name FROM pragma_table_info('${name}')`).all();
    const list = columns.map((column) => `"${column['name']}"`).join(', ');
    db.exec(
      `DELETE FROM main."${name}"; INSERT INTO main."${name}" (${list}) SELECT ${list} FROM kept."${name}"`,
    );
  }
  for (const { sql } of triggers) db.exec(sql);
  db.exec('COMMIT');
  db.close();
}

export function copyFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}

export class Cut extends Error {}

/**
 * Opens the home for `work`. Where it is `cut`, all ends as with a kill as soon as a plan's file is to be written whose
 * version is committed.
 */
export async function inHome<T>(
  folder: string,
  { clockOff, cut = false, warn = () => {} }: HomeOptions,
  work: (home: Home) => T | Promise<T>,
): Promise<T> {
  const now = () => Date.now() + clockOff;
  const home = await openHome(folder, { env: {} as NodeJS.ProcessEnv, now, warn });
  const { db, paths } = home;
  const waits = () => !db.isTransaction && db.prepare('SELECT 1 FROM plan_writes').get();
  if (cut) {
    Object.defineProperty(home, 'paths', {
      get: () => {
        if (waits()) throw new Cut('killed before the file was written');
        return paths;
      },
    });
  }
  try {
    return await work(home);
  } finally {
    db.close();
  }
}

interface HomeOptions {
  clockOff: number;
  cut?: boolean;
  warn?: (text: string) => void;
}
