/**
 * A proxy before the site that adds up what goes through it: requests, bytes, and D1's own count of each request's
 * cost.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Tally {
  requests: number;
  bytesSent: number;
  bytesReceived: number;
  trips: number;
  statements: number;
  read: number;
  written: number;
}

export interface Meter {
  /** Without a slash at the end. */
  url: string;
  /** What went through since the last call. */
  take: () => Tally;
  stop: () => Promise<void>;
}

export async function meter(target: string): Promise<Meter> {
  let tally = nothing();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(target + request.url, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      redirect: 'manual',
      ...(body.length > 0 && { body }),
    });
    const text = Buffer.from(await answer.arrayBuffer());
    tally.requests += 1;
    tally.bytesSent += body.length;
    tally.bytesReceived += text.length;
    addCost(tally, answer.headers.get('server-timing') ?? '');
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: () => {
      const taken = tally;
      tally = nothing();
      return taken;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function nothing(): Tally {
  return {
    requests: 0,
    bytesSent: 0,
    bytesReceived: 0,
    trips: 0,
    statements: 0,
    read: 0,
    written: 0,
  };
}

/** `d1;desc="trips=1 statements=4 read=8 written=0"`, which a local build sends. */
function addCost(tally: Tally, timing: string): void {
  for (const [, name, count] of timing.matchAll(/(trips|statements|read|written)=(\d+)/g)) {
    tally[name as 'trips' | 'statements' | 'read' | 'written'] += Number(count);
  }
}
