/** What browser tests start from: an address nobody else uses, and a page on which nothing may go wrong unseen. */
import { test as base, expect, type Page } from '@playwright/test';
import { temporaryHome } from '../cli.ts';
import { newestMail } from '../mail.ts';

interface Fixtures {
  /** The site's address, without a slash at the end. */
  url: string;
  /** An address of this test's own. */
  email: string;
  /** An empty folder for a terminal's home. */
  home: string;
  /** Signs the page's browser in as `email`, as a person does: form, mail, link, button. Ends on the dashboard. */
  signInBrowser: (page: Page, email: string) => Promise<void>;
  /** Errors of scripts, and what the content security policy refused, on the page; none are expected at the end. */
  complaints: string[];
}

export const test = base.extend<Fixtures>({
  url: async ({ baseURL }, use) => {
    await use(baseURL!);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  email: async ({}, use, { testId, retry }) => {
    await use(`learner-${testId}-${retry}@example.org`);
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  home: async ({}, use) => {
    const { home, remove } = await temporaryHome();
    await use(home);
    await remove();
  },
  signInBrowser: async ({ url }, use) => {
    await use(async (page, email) => {
      await page.goto('/login');
      await page.getByLabel(/e-?mail/i).fill(email);
      await page.getByRole('button').first().click();
      await expect(page.getByText(/15 minutes/)).toBeVisible();
      await page.goto((await newestMail(url, email)).link);
      await page.getByRole('button', { name: /sign in/i }).click();
      await page.waitForURL('**/');
    });
  },
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
