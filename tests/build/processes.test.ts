import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { anyFreePort, nextFreePort } from '../../scripts/lib/ports.ts';
import { run, startGroup } from '../../scripts/lib/process.ts';

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

  test('that cannot be started says so', async () => {
    await expect(run('/nowhere/at/all', [])).rejects.toThrow(/ENOENT/);
  });
});
