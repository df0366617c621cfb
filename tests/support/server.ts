/** The real site for tests: the local build in workerd, with a database of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureLocalBuild } from '../../scripts/lib/build.ts';
import { anyFreePort } from '../../scripts/lib/ports.ts';
import { migrate, prepareSite, serve } from '../../scripts/lib/site.ts';

export interface TestServer {
  /** Without a slash at the end. */
  url: string;
  /** Holds its settings, secret and state; gone after `stop`. */
  dir: string;
  stop: () => Promise<void>;
  /** Ends it as a power cut would; it keeps its state and its address. */
  kill: () => Promise<void>;
  /** After `kill`. */
  startAgain: () => Promise<void>;
}

/** Builds what is not built yet, and starts a server on a free port with an empty, migrated database. */
export async function startServer(): Promise<TestServer> {
  await ensureLocalBuild();
  const dir = await mkdtemp(join(tmpdir(), 'samedi-server-'));
  await prepareSite(dir);
  await migrate(dir);
  const options = { dir, host: '127.0.0.1', port: await anyFreePort() } as const;
  let site = await serve(options);
  const stop = async () => {
    await site.stop();
    await rm(dir, { recursive: true, force: true });
  };
  return {
    url: site.url,
    dir,
    stop,
    kill: () => site.group.kill(),
    startAgain: async () => {
      site = await serve(options);
    },
  };
}
