import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, inject, test } from 'vitest';
import { errorOf, newHome } from '../support/cli/homes.ts';

/** An address at which nothing listens any more. */
async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

const overTls = () => inject('url').replace('http://', 'https://');

test.each([
  ['at which nothing answers', closedAddress, 'nothing answers at that address.'],
  ['that no server has', () => 'http://samedi.invalid', 'or there is no network.'],
  [
    'of a server without https',
    overTls,
    'does not speak https; its address may begin with http://.',
  ],
])('an address %s is told in words', async (_, address, reason) => {
  const endpoint = await address();
  const login = ['login', 'ada@example.org', '--endpoint', endpoint];
  const { exit, message } = await errorOf(await newHome(), login);
  expect(exit).toBe(8);
  expect(message.startsWith(`${endpoint} cannot be reached: `)).toBe(true);
  expect(message.endsWith(reason), message).toBe(true);
});
