import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { anyFreePort, nextFreePort } from '../../scripts/lib/ports.ts';
import { type Environment, quietEnv, run, startGroup } from '../../scripts/lib/process.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function occupy(port: number, host: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((done, failed) => {
    server.once('error', failed).listen(port, host, done);
  });
  servers.push(server);
}

describe('a port', () => {
  test('that is free is taken as it is', async () => {
    const port = await anyFreePort();
    expect(await nextFreePort(port)).toBe(port);
  });

  test.each(['127.0.0.1', '::1'])('that is busy on %s makes way for a later one', async (host) => {
    const port = await anyFreePort();
    await occupy(port, host);
    expect(await nextFreePort(port)).toBeGreaterThan(port);
  });
});

describe('a group of processes', () => {
  /** Starts a child of its own, says its id, and neither of them ends at a SIGTERM. */
  const stubborn = `
    const { spawn } = require('node:child_process');
    process.on('SIGTERM', () => {});
    const body = "process.on('SIGTERM', () => {}); console.log('ready'); setInterval(() => {}, 1000)";
    const child = spawn(process.execPath, ['-e', body], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => console.log(child.pid));
    setInterval(() => {}, 1000);`;

  test('ends as a whole, also where it does not want to', async () => {
    const group = await startGroup(process.execPath, ['-e', stubborn]);
    const grandchild = Number(await new Promise((said) => group.child.stdout!.once('data', said)));
    expect(process.kill(grandchild, 0)).toBe(true);
    await group.stop(50);
    expect(() => process.kill(-group.child.pid!, 0)).toThrow(/ESRCH/);
  });

  test('gives what it wrote and how it ended', async () => {
    const script = "process.stdin.pipe(process.stdout); console.error('so'); process.exitCode = 3";
    const input = Promise.resolve('typed in');
    const { code, output } = await run(process.execPath, ['-e', script], { input });
    expect(code).toBe(3);
    expect(output).toContain('typed in');
    expect(output).toContain('so\n');
  });

  test('that ends with us leaves the channels of its own children alone', async () => {
    const script = `
      const child = require('node:child_process').fork('-e', [\`
        process.once('message', (text) => { console.log(text); process.disconnect(); });
        process.send('ready');\`]);
      child.once('message', () => child.send('heard'));`;
    const { code, output } = await run(process.execPath, ['-e', script], { endsWithUs: true });
    expect({ code, output }).toEqual({ code: 0, output: 'heard\n' });
  });

  test('that cannot be started says so', async () => {
    await expect(run('/nowhere/at/all', [])).rejects.toThrow(/ENOENT/);
  });
});

describe('a runner of tests', () => {
  const runner = `
    const { startServer } = await import(${JSON.stringify(inRoot('tests/support/server.ts'))});
    const { whenNpmIsGone } = await import(${JSON.stringify(inRoot('scripts/lib/end-with-npm.mjs'))});
    whenNpmIsGone(() => process.exit(1));
    console.log((await startServer()).url);
    setInterval(() => {}, 1000);`;
  const shell = ['-c', '"$0" "$@"; exit 0', process.execPath, '--input-type=module', '-e', runner];

  /** Once its server answers. The shell stands between it and npm, as it does under `npm test` and `npx`. */
  async function started(command: string, args: readonly string[], env: Environment) {
    const group = await startGroup(command, args, { env: quietEnv(env) });
    const url = await new Promise<string>((said, failed) => {
      group.child.stdout!.once('data', (text: string) => said(text.trim()));
      group.exited.then(() => failed(new Error(group.output())));
    });
    expect(await isUp(url)).toBe(true);
    return { group, url };
  }

  const isUp = (url: string) =>
    fetch(`${url}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'that is ended by %s ends the server that it started',
    async (signal) => {
      const { group, url } = await started(process.execPath, shell.slice(3), {});
      group.child.kill(signal);
      expect(await group.exited).toEqual({ code: null, signal });
      await expect.poll(() => isUp(url), { timeout: 30_000 }).toBe(false);
    },
  );

  test('ends, and its server, when npm is killed, which tells nobody but its shell', async () => {
    const { group, url } = await started('sh', shell, { npm_lifecycle_event: 'npx' });
    group.child.kill('SIGTERM');
    await expect.poll(() => isUp(url), { timeout: 30_000 }).toBe(false);
    await group.stop();
  });
});
