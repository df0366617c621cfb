/** The built site under the Pages emulation (workerd), from a folder of its own. */
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildStamp, inRoot, localBuild, tools } from './paths.ts';
import { type Group, run, startGroup } from './process.ts';

export interface Site {
  /** Without a slash at the end. */
  url: string;
  group: Group;
  stop: () => Promise<void>;
}

export interface SiteOptions {
  /** Holds a copy of the build, the secrets (mode 0600) and the state of D1, KV and R2. */
  dir: string;
  port: number;
  /** `localhost` listens by IPv4 and IPv6. */
  host: 'localhost' | '127.0.0.1';
}

const READY_WITHIN_MS = 60_000;

/**
 * Copies what the site is made of into `dir`, so that a later build does not disturb a running server: the local build,
 * migrations and settings, laid out as in the clone. The secret and the state that are there stay.
 */
export async function prepareSite(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  // Wrangler takes the nearest package.json for the project's folder, and looks for .dev.vars there.
  await writeFile(join(dir, 'package.json'), '{ "private": true }\n');
  await makeSecret(join(dir, '.dev.vars'));
  const copied = join(dir, 'dist/stamp');
  const stamp = await readFile(buildStamp, 'utf8');
  // Two servers may share a folder: what is the same stays untouched under the first one.
  if (existsSync(copied) && (await readFile(copied, 'utf8')) === stamp) return;
  await rm(copied, { force: true });
  await replace(join(localBuild, 'pages'), join(dir, 'dist/pages'));
  await replace(inRoot('drizzle'), join(dir, 'drizzle'));
  await replace(inRoot('wrangler.jsonc'), join(dir, 'wrangler.jsonc'));
  await writeFile(copied, stamp);
}

/** A random secret, readable by the owner alone; one that is there stays, and with it the sign-ins that it signed. */
async function makeSecret(file: string): Promise<void> {
  if (existsSync(file)) return;
  const secret = randomBytes(32).toString('hex');
  await writeFile(file, `JWT_SECRET=${secret}\n`, { mode: 0o600 });
}

async function replace(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
}

/** True where there was something to apply. Throws with all that wrangler said where a migration fails. */
export async function migrate(dir: string): Promise<boolean> {
  // Kept with the state, so that it goes when that is deleted; wrangler takes a second to find out the same.
  const applied = join(dir, 'state', 'migrations-applied.txt');
  const migrations = (await readdir(join(dir, 'drizzle'))).filter((name) => name.endsWith('.sql'));
  const names = migrations.sort().join('\n');
  const before = existsSync(applied) ? await readFile(applied, 'utf8') : '';
  if (before === names) return false;
  // Migrations were written anew once, before the first release.
  if (before && !before.split('\n').includes(migrations[0]!)) {
    throw new Error(
      `${dir} is from before the first release. Delete that folder, then start again.`,
    );
  }
  const { code, output } = await run(
    process.execPath,
    [tools.wrangler, 'd1', 'migrations', 'apply', 'DB', '--local', '--persist-to', 'state'],
    { cwd: dir },
  );
  if (code !== 0) throw new Error(`The database could not be migrated.\n\n${output}`);
  await writeFile(applied, names);
  return true;
}

/**
 * Starts the site and returns once it answers; what it logs goes to `server.log` in `dir`. Throws with that log where
 * it does not start.
 */
export async function serve({ dir, host, port }: SiteOptions): Promise<Site> {
  const url = `http://${host}:${port}`;
  const log = createWriteStream(join(dir, 'server.log'));
  const group = await startGroup(
    process.execPath,
    [
      ...[tools.wrangler, 'pages', 'dev', '--ip', host, '--port', String(port)],
      ...['--inspector-port', '0', '--persist-to', 'state'],
      ...['--show-interactive-dev-session=false', '--log-level', 'warn'],
    ],
    { cwd: dir, onOutput: (text) => log.write(text), endsWithUs: true },
  );
  try {
    await answering(url, group);
  } catch (error) {
    await group.stop();
    throw error;
  }
  return { url, group, stop: () => group.stop() };
}

async function answering(url: string, group: Group): Promise<void> {
  let ended = false;
  group.exited.then(() => {
    ended = true;
  });
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until; await delay(50)) {
    if (ended) throw new Error(`The server ended before it was ready.\n\n${group.output()}`);
    if (await answers(url)) return;
  }
  throw new Error(`The server was not ready within a minute.\n\n${group.output()}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    // Not listening yet; whoever waits says so when it takes too long.
    return false;
  }
}
