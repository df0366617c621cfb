/** Starts the site that the browser tests visit; workers read its address from the environment. */
import { startServer } from './server.ts';

export default async function setup(): Promise<() => Promise<void>> {
  const server = await startServer();
  process.env.SAMEDI_TEST_URL = server.url;
  return server.stop;
}
