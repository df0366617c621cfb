/** Free ports on this machine. */
import { createServer } from 'node:net';

/** The first port from `wanted` on that nobody listens at, neither by IPv4 nor by IPv6. Looks at 100 of them at most. */
export async function nextFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + 100, 65_536); port++) {
    if (await isFree(port)) return port;
  }
  throw new Error(`No port is free from ${wanted} on. Choose another with --port N.`);
}

/** A port that the system picks. */
export async function anyFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, failed) => {
    server.once('error', failed).listen(0, '127.0.0.1', done);
  });
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
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
