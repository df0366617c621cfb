/** The real CLI, as a process of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../../scripts/lib/paths.ts';
import { type Environment, startGroup } from '../../scripts/lib/process.ts';
import { nextMail } from './mail.ts';

export interface CliOptions {
  /** The home; `SAMEDI_HOME` for the command. */
  home: string;
  /** Added to the environment. */
  env?: Record<string, string>;
  /** Written to standard input, once it is there; then that is closed. */
  stdin?: string | Promise<string>;
}

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `samedi ARGS` to its end. */
export async function runCli(
  args: readonly string[],
  { home, env = {}, stdin = '' }: CliOptions,
): Promise<CliResult> {
  const group = await startGroup(process.execPath, [inRoot('cli/bin/samedi.js'), ...args], {
    input: stdin,
    env: { ...withoutOwnSettings(), NO_COLOR: '1', SAMEDI_HOME: home, ...env },
  });
  const { code } = await group.exited;
  return { code, stdout: group.stdout(), stderr: group.stderr() };
}

/** Signs `home` in as `email`, the way that needs no browser: the token of the mail goes to standard input. */
export async function logIn(url: string, home: string, email: string): Promise<CliResult> {
  const stdin = nextMail(url, email).then(({ token }) => `${token}\n`);
  return runCli(['login', email, '--endpoint', url], { home, stdin });
}

/** An empty folder for a home, and what removes it. */
export async function temporaryHome(): Promise<{ home: string; remove: () => Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'samedi-home-'));
  return { home, remove: () => rm(home, { recursive: true, force: true }) };
}

/** The environment without what the developer's own CLI is set to, and without a runner's colours. */
function withoutOwnSettings(): Environment {
  const unwanted = /^(SAMEDI_|FORCE_COLOR$|NODE_OPTIONS$|VITEST)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)));
}
