/** Servers that misbehave: what a network, a proxy or a bad day puts in the place of the real one. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => unknown;

/** Listens on a free port until the test is over. Returns the address. */
export async function startBadServer(handler: Handler): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const sent = Buffer.concat(chunks);
    const isPacked = request.headers['content-encoding'] === 'gzip';
    await handler(request, response, String(isPacked ? gunzipSync(sent) : sent));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Passes a request on to the real site at `url`, as a proxy does. */
export async function passOn(url: string, request: IncomingMessage, body: string) {
  const { authorization = '' } = request.headers;
  const answer = await fetch(url + request.url, {
    method: request.method ?? 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}
