import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { whenNpmIsGone } from './scripts/lib/end-with-npm.mjs';

whenNpmIsGone(() => process.exit(1));

/** Milliseconds. Generous, for machines that have other things to do; nothing waits that long by itself. */
const TIMEOUT = 300_000;

export default defineConfig({
  test: {
    // By default one core is left to others, so that of two cores one would do all the work.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'cli',
          include: ['tests/cli/**/*.test.ts'],
          globalSetup: ['./tests/support/one-server.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: TIMEOUT,
          hookTimeout: TIMEOUT,
        },
      },
      {
        test: {
          name: 'build',
          include: ['tests/build/**/*.test.ts'],
          globalSetup: ['./tests/support/one-deployment-build.ts'],
          testTimeout: TIMEOUT,
          hookTimeout: TIMEOUT,
        },
      },
      {
        define: { __LOCAL_BUILD__: 'true' },
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.jsonc' },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations('./drizzle'),
                JWT_SECRET: 'a-secret-that-only-the-tests-know-about',
              },
              ratelimits: Object.fromEntries(
                ['RATE_SYNC', 'RATE_HEAVY', 'RATE_REST'].map((name) => [
                  name,
                  { namespace_id: name, simple: { limit: 5, period: 60 as const } },
                ]),
              ),
              // Takes mail to one address, so that being refused is tried too.
              email: {
                send_email: [
                  { name: 'SEND_EMAIL', allowed_destination_addresses: ['ada@example.org'] },
                ],
              },
            },
          })),
        ],
        test: {
          name: 'worker',
          testTimeout: 30_000,
          include: ['tests/worker/**/*.test.ts'],
          setupFiles: ['./tests/support/worker/setup.ts'],
        },
      },
    ],
  },
});
