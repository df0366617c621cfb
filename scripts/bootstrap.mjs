/**
 * Brings any Node from 20 on, in a fresh clone, to where the project's tasks run: dependencies installed, and a Node
 * that is new enough (Astro, wrangler and vitest need 22.13), which npm brings along. Plain JavaScript without
 * dependencies.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { whenNpmIsGone } from './lib/end-with-npm.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const NEEDED = [22, 13];
/** From here on Node runs TypeScript without being asked to. */
const RUNS_TYPESCRIPT = [22, 18];

/** Runs `scripts/tasks/NAME.ts`, and ends this process as it ended. */
export async function runTask(name, args) {
  if (!atLeast(process.versions.node, [20, 0])) {
    fail(`Samedi needs Node 20 or later; this is ${process.versions.node}.`, newerNode());
  }
  await ensureInstalled();
  const node = suitableNode();
  const flags = atLeast(node.version, RUNS_TYPESCRIPT)
    ? []
    : ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  const task = fileURLToPath(new URL(`./tasks/${name}.ts`, import.meta.url));
  const child = spawn(node.path, [...flags, task, ...args], {
    // The channel closes when this process is gone, however it ended, and the task ends then.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // The task decides what a signal means; from a terminal it gets them by itself, and a second one does no harm.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  whenNpmIsGone(() => child.kill('SIGTERM'));
  child.on('error', (error) => fail(`${node.path} could not be started: ${error.message}.`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

/** Installs what the lock file of `folder` (default: the clone) asks for, where that is not there yet. */
export async function ensureInstalled(folder = root) {
  if (!isInstalled(folder)) await install(folder);
}

/** Whether what the lock file asks for is what npm last installed; packages for other platforms may be missing. */
function isInstalled(folder) {
  const record = `${folder}node_modules/.package-lock.json`;
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(`${folder}package-lock.json`, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (!path.includes('node_modules/')) return true;
    if (!(path in installed)) return Boolean(optional || devOptional);
    // The record lies in this folder; a workspace's own packages may be gone without it.
    const isThere = path.startsWith('node_modules/') || existsSync(`${folder}${path}`);
    return isThere && installed[path].version === version;
  });
}

async function install(folder) {
  const started = Date.now();
  process.stdout.write('  Installing dependencies (npm ci) …\n');
  // Under `npm start` this names npm's own script; started by hand, npm is in the PATH.
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const [command, ...args] = [...npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await collect(command, args, folder);
  if (code !== 0) {
    fail('The dependencies could not be installed.', `npm said:\n\n${output}`);
  }
  process.stdout.write(
    `  Dependencies installed  ${((Date.now() - started) / 1000).toFixed(1)} s\n`,
  );
}

function collect(command, args, cwd) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const add = (text) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', add);
    child.stderr.setEncoding('utf8').on('data', add);
    child.on('error', (error) => done({ code: 1, output: error.message }));
    child.on('close', (code) => done({ code, output }));
  });
}

/**
 * The Node that npm installed, where there is one for this platform and it runs; else this one, if it is new enough.
 */
function suitableNode() {
  const pinned = `${root}node_modules/.bin/node`;
  if (existsSync(pinned)) {
    try {
      const version = execFileSync(pinned, ['-p', 'process.versions.node'], { encoding: 'utf8' });
      return { path: pinned, version: version.trim() };
    } catch (error) {
      // It is built for glibc; Alpine, say, has another C library.
      if (!atLeast(process.versions.node, NEEDED)) {
        fail(`The Node that npm installed does not run here: ${error.message}.`, newerNode());
      }
    }
  }
  if (atLeast(process.versions.node, NEEDED)) {
    return { path: process.execPath, version: process.versions.node };
  }
  return fail(
    `Samedi's tools need Node ${NEEDED.join('.')} or later; this is ${process.versions.node}, and npm has no ready-made newer one for ${process.platform} on ${process.arch}.`,
    newerNode(),
  );
}

function newerNode() {
  return 'Install Node 24 (https://nodejs.org, or: nvm install 24), then run the command again.';
}

function atLeast(version, [major, minor]) {
  const [ownMajor, ownMinor] = version.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

function fail(...lines) {
  process.stderr.write(`\n${lines.join('\n')}\n`);
  process.exit(1);
}
