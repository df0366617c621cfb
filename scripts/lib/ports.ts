/** Free ports on this machine. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * The first port from `wanted` on that nobody listens at, neither by IPv4 nor by IPv6. Looks at 100 of them at most.
 */
export async function nextFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + 100, 65_536); port++) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No port is free from ${wanted} on. Choose another with --port N.`);
}

/** Above every port that browsers and `fetch` refuse to connect to; 10080 is the highest of them. */
const FIRST_TO_TRY = 10_081;
/** Systems hand out ports from here on to whoever asks for any, outgoing connections included (Linux; others later). */
const FIRST_EPHEMERAL = 32_768;

/**
 * A free port, by chance, of those that no system gives away by itself: nobody is given it before the caller listens,
 * nor while a server that is to come back at the same address is down.
 */
export async function anyFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST_TO_TRY, FIRST_EPHEMERAL);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0', '::']) {
    if (!(await canListen(port, host))) return false;
  }
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      // A machine without IPv6 has nobody listening there.
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') done(true);
      else if (error.code === 'EADDRINUSE' || error.code === 'EACCES') done(false);
      else failed(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(true)));
  });
}
