/** Asking for a sign-in link as a person does. */
import { expect, type Page } from '@playwright/test';
import { type Mail, newestMail } from '../mail.ts';
import { expectWordsApart } from './barriers.ts';

/** Asks for a link on the page, which then says to look at the mail, and reads that. */
export async function askForLink(page: Page, url: string, email: string): Promise<Mail> {
  await page.goto('/login?ask');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('heading', { name: 'Look at your mail' })).toBeVisible();
  await expectWordsApart(page);
  return newestMail(url, email);
}
