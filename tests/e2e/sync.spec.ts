import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logIn, runCli } from '../support/cli.ts';
import { expect, test } from '../support/e2e/fixtures.ts';

const plan = `---
id: french-b1
title: French B1
created: 2026-01-15T10:00:00Z
updated: 2026-01-15T10:00:00Z
total_hours: 50
status: in-progress
tags: [language]
---

# French B1

## Chunk 1: Greetings {#chunk-001}
**Duration**: 1 hour
**Status**: completed

## Chunk 2: The market {#chunk-002}
**Duration**: 1 hour
**Status**: not-started
`;

const MINUTE_MS = 60_000;

test('what a terminal syncs shows on the dashboard, without a reload', async ({
  page,
  url,
  email,
  home,
  signInBrowser,
}) => {
  const now = Date.now();
  const samedi = async (args: string[], at = now) => {
    const env = { SAMEDI_USER_TIMEZONE: 'UTC', SAMEDI_NOW: String(at) };
    const result = await runCli(args, { home, env });
    expect(result, `samedi ${args.join(' ')}: ${result.stderr}`).toMatchObject({ code: 0 });
  };

  await test.step('nothing at first', async () => {
    await page.clock.install();
    await signInBrowser(page, email);
    await expect(page.getByText('French B1')).toHaveCount(0);
  });

  await test.step('a plan, and a session of 40 minutes', async () => {
    expect(await logIn(url, home, email)).toMatchObject({ code: 0 });
    const file = join(home, 'my-plan.md');
    await writeFile(file, plan);
    await samedi(['plan', 'import', file]);
    await samedi(['start', 'french-b1', 'chunk-002'], now - 40 * MINUTE_MS);
    await samedi(['stop']);
    await samedi(['sync']);
    await page.clock.runFor(31_000);
    await expect(page.getByRole('heading', { name: 'French B1' })).toBeVisible();
    await expect(page.getByText('1 of 2 chunks')).toBeVisible();
    const lately = page.getByRole('region', { name: 'Lately' });
    await expect(lately.getByText('The market')).toBeVisible();
    await expect(page.getByRole('link', { name: 'The market' })).toBeVisible();
    await expect(page.getByText('40 min').first()).toBeVisible();
  });

  await test.step('an edit of the plan file, in any editor', async () => {
    const file = join(home, 'plans/french-b1.md');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('not-started', 'completed'));
    await samedi(['sync']);
    await page.clock.runFor(31_000);
    await expect(page.getByText('2 of 2 chunks')).toBeVisible();
  });
});
