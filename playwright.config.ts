/** Browser tests: on a desktop and on a phone, against the built site with a database of its own. */
import { defineConfig, devices } from '@playwright/test';
import { installedBrowser } from './scripts/lib/browser.ts';
import { whenNpmIsGone } from './scripts/lib/end-with-npm.mjs';

whenNpmIsGone(() => process.exit(1));

const launchOptions = {
  executablePath: installedBrowser() ?? undefined,
  args: [
    // Root has no user namespace to put the sandbox in.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    // What a browser does by itself over the network slows tests down, and fails where there is none.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
  ],
};

/**
 * What these claim is of addresses, words, forms and bytes, whatever the width; how such pages look on a phone is in
 * quality.spec.ts and accessibility.spec.ts.
 */
const sameOnPhones = ['failure', 'login', 'refresh', 'sync', 'weight', 'welcome', 'written'];

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './tests/support/site-for-browsers.ts',
  reporter: process.env.CI ? 'line' : 'list',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  // Generous, for machines that have other things to do; nothing waits that long by itself.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: process.env.SAMEDI_TEST_URL,
    // A trace of every test would double what tests cost; `--trace on` makes one.
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    // Its requests are not the page's, so tests could not see them; offline.spec.ts is about it.
    serviceWorkers: 'block',
  },
  projects: [
    {
      name: 'desktop',
      use: {
        ...devices['Desktop Chrome'],
        viewport: { width: 1280, height: 800 },
        launchOptions,
      },
    },
    {
      name: 'phone',
      testIgnore: sameOnPhones.map((name) => `**/${name}.spec.ts`),
      use: { ...devices['Pixel 7'], launchOptions },
    },
  ],
});
