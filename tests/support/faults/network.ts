/** A network between a home and the server that drops, doubles, delays and cuts what goes through it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from './random.ts';

export interface Network {
  /** Without a slash at the end. */
  url: string;
  /** From now on nothing is lost by chance. */
  heal: () => void;
  /** What happens once to the next request, to `path` where that is named. */
  next: (fault: Fault, path?: string) => void;
  /** Runs once: before the next request reaches the server, or while its answer is on the way. */
  interrupt: (at: 'request' | 'answer', strike: () => Promise<unknown>) => void;
  stop: () => Promise<void>;
}

export const faults = [
  'request lost',
  'answer lost',
  'answer cut',
  'doubled',
  'late again',
  'none',
] as const;

export type Fault = (typeof faults)[number];

interface Passing {
  url: string;
  body: Buffer;
  headers: Record<string, string>;
}

export async function unreliableNetwork(target: () => string, chance: Chance): Promise<Network> {
  let healed = false;
  let earlier: Passing | null = null;
  let forced: { fault: Fault; path: string } | null = null;
  let strikes: Partial<Record<'request' | 'answer', () => Promise<unknown>>> = {};
  const strike = async (at: 'request' | 'answer') => {
    const strikeNow = strikes[at];
    if (strikeNow) strikes = {};
    await strikeNow?.();
  };
  const pass = async ({ url, body, headers }: Passing) => {
    const post = body.length === 0 ? {} : { method: 'POST', body: new Uint8Array(body) };
    const answer = await fetch(target() + url, { headers, ...post });
    const type = answer.headers.get('content-type') ?? '';
    const digest = answer.headers.get('unencoded-digest');
    return { status: answer.status, type, digest, text: await answer.text() };
  };
  const faultFor = (url: string): Fault => {
    const chosen = forced;
    if (chosen === null || !url.startsWith(chosen.path))
      return healed ? 'none' : chance.pick(faults);
    forced = null;
    return chosen.fault;
  };
  const server = createServer(async (request, response) => {
    const asked = await read(request);
    const fault = faultFor(asked.url);
    await strike('request');
    if (fault === 'request lost') return void response.destroy();
    try {
      // A request of before, that something on the way held back, arrives once more.
      if (fault === 'late again' && earlier) await pass(earlier);
      if (fault === 'doubled') await pass(asked);
      earlier = asked;
      const answer = await pass(asked);
      await strike('answer');
      if (!healed) await delay(chance.below(20));
      if (fault === 'answer lost') return void response.destroy();
      send(response, answer, fault === 'answer cut' ? chance.below(answer.text.length) : null);
    } catch {
      response.destroy(); // The server is down: so is the connection.
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heal: () => {
      healed = true;
    },
    next: (fault, path = '') => {
      forced = { fault, path };
    },
    interrupt: (at, strikeThen) => {
      strikes = { [at]: strikeThen };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function read(request: IncomingMessage): Promise<Passing> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const passedOn = ['authorization', 'content-encoding', 'content-digest'].flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return {
    url: request.url ?? '/',
    body: Buffer.concat(chunks),
    headers: { 'content-type': 'application/json', ...Object.fromEntries(passedOn) },
  };
}

function send(
  response: ServerResponse,
  answer: { status: number; type: string; digest: string | null; text: string },
  cutAt: number | null,
): void {
  const bytes = Buffer.from(answer.text);
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'content-length': bytes.length,
    ...(answer.digest && { 'unencoded-digest': answer.digest }),
  });
  if (cutAt === null) return void response.end(bytes);
  response.write(bytes.subarray(0, cutAt), () => response.destroy());
}
