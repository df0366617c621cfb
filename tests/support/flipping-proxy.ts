/** A proxy that passes everything on as it is, but for a bit of what it is told to change. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FlippingProxy {
  url: string;
  /** The request that passed last. */
  last: { headers: IncomingHttpHeaders; body: Buffer } | null;
  /** Flips a bit in the middle of the next request, or of its answer. */
  flip: (which: 'request' | 'answer') => void;
  stop: () => void;
}

export async function flippingProxy(target: string): Promise<FlippingProxy> {
  let next: 'request' | 'answer' | null = null;
  const passing = (which: 'request' | 'answer', bytes: Buffer) => {
    if (next !== which) return bytes;
    next = null;
    const flipped = Buffer.from(bytes);
    flipped[flipped.length >> 1]! ^= 1;
    return flipped;
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (request.method === 'POST') proxy.last = { headers: request.headers, body };
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(target + request.url, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(body.length > 0 && { body: new Uint8Array(passing('request', body)) }),
    });
    const bytes = passing('answer', Buffer.from(await answer.arrayBuffer()));
    const digest = answer.headers.get('unencoded-digest');
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      ...(digest && { 'unencoded-digest': digest }),
    });
    response.end(bytes);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const proxy: FlippingProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    last: null,
    flip: (which) => {
      next = which;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return proxy;
}
