import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { D1Migration } from '@cloudflare/vitest-plugin';
import { beforeEach, vi } from 'vitest';
import { allDone, NOW } from './world.ts';

// Real migrations on an empty database, before every test.
beforeEach(async () => {
  // What goes through a route has the clock of the context that tests make: sign-ins end by it.
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  await allDone();
  await reset();
  await applyD1Migrations(
    env.DB,
    (env as unknown as { TEST_MIGRATIONS: D1Migration[] }).TEST_MIGRATIONS,
  );
});
