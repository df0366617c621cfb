/** Child processes in groups of their own, so that ending one ends whatever it started (wrangler starts workerd). */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot } from './paths.ts';

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** `NodeJS.ProcessEnv` demands the site's own settings here, which no child needs. */
export type Environment = Record<string, string | undefined>;

export interface Group {
  child: ChildProcess;
  /** What it wrote so far. */
  stdout: () => string;
  stderr: () => string;
  /** Both streams together, as they came. */
  output: () => string;
  exited: Promise<Exit>;
  /** Asks the group to end, insists after `graceMs` (default 4,000), and returns when nothing of it is left. */
  stop: (graceMs?: number) => Promise<void>;
  /** Ends the group as a power cut would, and returns when nothing of it is left. */
  kill: () => Promise<void>;
}

interface GroupOptions {
  cwd?: string;
  /** `quietEnv()` by default. */
  env?: Environment;
  /** Gets each piece of output as it comes. */
  onOutput?: (text: string) => void;
  /** Written to standard input, once it is there; then that is closed. */
  input?: string | Promise<string>;
  /** For Node alone: the group ends with this process, also where that gets no chance to end it. */
  endsWithUs?: boolean;
}

/** Every child gets this: no questions, no telemetry, no colours meant for a terminal that it does not have. */
export function quietEnv(extra: Environment = {}): Environment {
  const env: Environment = {
    ...process.env,
    CI: '1',
    NO_COLOR: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_SEND_ERROR_REPORTS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    // Else miniflare asks Cloudflare where in the world this machine is.
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    ...extra,
  };
  delete env.FORCE_COLOR;
  return env;
}

const running = new Set<Group>();
process.on('exit', () => {
  for (const group of running) signalGroup(group, 'SIGKILL');
});

/** Starts `command` as the leader of a new process group. Rejects where it cannot be started at all. */
export async function startGroup(
  command: string,
  args: readonly string[],
  { onOutput, input, cwd, env, endsWithUs }: GroupOptions = {},
): Promise<Group> {
  const first = endsWithUs ? ['--import', inRoot('scripts/lib/end-with-parent.mjs')] : [];
  const child = spawn(command, [...first, ...args], {
    cwd,
    env: (env ?? quietEnv()) as NodeJS.ProcessEnv,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', endsWithUs ? 'ipc' : 'ignore'],
  }) as ChildProcessByStdio<Writable, Readable, Readable>;
  const written = { stdout: '', stderr: '', output: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      written.output += text;
      onOutput?.(text);
    });
  }
  // A child that ends without reading its input is no failure of ours.
  child.stdin.on('error', () => undefined);
  Promise.resolve(input ?? '').then(
    (text) => child.stdin.end(text),
    (error: Error) => {
      written.output += `Its input did not come: ${error.message}\n`;
      child.stdin.end();
    },
  );
  const exited = new Promise<Exit>((done) => {
    child.once('close', (code, signal) => done({ code, signal }));
  });
  await new Promise<void>((done, failed) => {
    child.once('spawn', done).once('error', failed);
  });
  const group: Group = {
    child,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    output: () => written.output,
    exited,
    stop: (graceMs = 4_000) => stopGroup(group, graceMs),
    kill: () => stopGroup(group, 0, 'SIGKILL'),
  };
  running.add(group);
  exited.then(() => {
    if (!signalGroup(group, 0)) running.delete(group);
  });
  return group;
}

/** Runs `command` to its end. */
export async function run(
  command: string,
  args: readonly string[],
  options: GroupOptions = {},
): Promise<Exit & { stdout: string; output: string }> {
  const group = await startGroup(command, args, options);
  const exit = await group.exited;
  await group.stop();
  return { ...exit, stdout: group.stdout(), output: group.output() };
}

async function stopGroup(
  group: Group,
  graceMs: number,
  first: NodeJS.Signals = 'SIGTERM',
): Promise<void> {
  const insistAt = Date.now() + graceMs;
  signalGroup(group, first);
  while (signalGroup(group, Date.now() > insistAt ? 'SIGKILL' : 0)) await delay(20);
  running.delete(group);
}

/** Whether the group still had a process to receive it; signal 0 only asks. */
function signalGroup(group: Group, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group.child.pid!, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ESRCH') return false;
    // macOS answers EPERM for a group of which only zombies are left.
    if (code === 'EPERM') return false;
    throw error;
  }
}
