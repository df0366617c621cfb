import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { logIn, runCli } from '../support/cli.ts';
import { expectNoBarriers } from '../support/e2e/barriers.ts';
import { expect, test } from '../support/e2e/fixtures.ts';
import { openAs, steadyLearner } from '../support/e2e/learners.ts';
import { takePicture } from '../support/e2e/pictures.ts';
import { expectNoShift, watchShifts } from '../support/e2e/shifts.ts';
import { mailFor, newestMail } from '../support/mail.ts';
import { signIn } from '../support/sign-in.ts';

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('a stranger is asked to sign in, whatever they send', async ({ page, url }) => {
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/login(\?|$)/);
  const posted = await page.request.post('/settings', {
    form: { do: 'look', theme: 'dark', streaks: 'hidden' },
    headers: { origin: url },
  });
  expect(posted.url()).toBe(`${url}/login?next=%2Fsettings`);
  await page.goto('/settings/delete');
  await expect(page).toHaveURL(/\/login(\?|$)/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('zone, week, day and goal are saved, and pages count by them', async ({ page, email }) => {
    await openAs(page, email, { ...steadyLearner(), sessions: {} });
    await expect(page.locator('a[href="/settings"]')).toHaveCount(2);
    await page.goto('/settings');
    await page.getByLabel('Time zone').selectOption('America/New_York');
    await page.getByLabel('A week begins on').selectOption('Sunday');
    await page.getByLabel('A day begins at').fill('04:00');
    await page.getByLabel('Hours to learn in a week').fill('7,5');
    await part(page, 'Days and weeks').getByRole('button', { name: 'Save' }).click();
    await expect(part(page, 'Days and weeks').getByRole('status')).toContainText('Saved');
    await expect(page).toHaveURL(/\/settings\?done=days#days$/);
    await expect(page.getByLabel('Time zone')).toHaveValue('America/New_York');
    await expect(page.getByLabel('A day begins at')).toHaveValue('04:00');
    await expect(page.getByLabel('Hours to learn in a week')).toHaveValue('7.5');
    await page.goto('/');
    await expect(page.getByRole('main')).toContainText('7 h 30 min');
  });

  test('what is wrong stands beside its field, and what was filled in stays', async ({
    page,
    email,
  }) => {
    await openAs(page, email);
    await page.goto('/settings');
    await page.getByLabel('Hours to learn in a week').fill('200');
    await part(page, 'Days and weeks').getByRole('button', { name: 'Save' }).click();
    const field = page.getByLabel('Hours to learn in a week');
    await expect(field).toHaveValue('200');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(part(page, 'Days and weeks').getByRole('alert')).toHaveText(
      'Write a number of hours, 0 to 168, or nothing.',
    );
  });

  test('a theme shows at once, on rendered pages', async ({ page, email }) => {
    await openAs(page, email);
    await page.goto('/settings');
    await page.getByLabel('Dark').check();
    await part(page, 'Look').getByRole('button', { name: 'Save' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.goto('/settings');
    await page.getByLabel('As the system has it').check();
    await part(page, 'Look').getByRole('button', { name: 'Save' }).click();
    await expect(page.locator('html')).not.toHaveAttribute('data-theme');
  });

  test('the account is deleted once its address is typed in', async ({ page, email }) => {
    await openAs(page, email, steadyLearner());
    await page.goto('/settings');
    const end = part(page, 'Delete the account');
    await end.getByLabel('Type your address').fill('somebody@example.org');
    await end.getByRole('button').click();
    await expect(end.getByRole('alert')).toContainText('not the address of this account');
    await end.getByLabel('Type your address').fill(email);
    await end.getByRole('button').click();
    await expect(page).toHaveURL(/\/goodbye(#|$)/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account is deleted');
    expect((await page.context().cookies()).filter(({ name }) => name === 'samedi')).toEqual([]);
    await page.goto('/settings');
    await expect(page).toHaveURL(/\/login(\?|$)/);
  });
});

test('a chosen theme shows on static pages, too', async ({ page, url }) => {
  await page.context().addCookies([{ name: 'theme', value: 'dark', url }]);
  await page.goto('/privacy');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(22, 22, 26)',
  );
});

test('streaks are hidden and shown again', async ({ page, email }) => {
  await openAs(page, email, steadyLearner());
  await expect(page.getByText('in a row')).toBeVisible();
  for (const [choice, count] of [
    ['Hidden', 0],
    ['Shown', 1],
  ] as const) {
    await page.goto('/settings');
    await page.getByLabel(choice, { exact: true }).check();
    await part(page, 'Look').getByRole('button', { name: 'Save' }).click();
    await page.goto('/');
    await expect(page.getByText('in a row')).toHaveCount(count);
  }
});

test.describe('in Tokyo', () => {
  test.use({ timezoneId: 'Asia/Tokyo' });

  test("the browser's time zone is offered where another is set, and nothing jumps for it", async ({
    page,
    email,
  }, info) => {
    await watchShifts(page);
    await openAs(page, email);
    await page.goto('/settings');
    const offer = page.getByRole('button', { name: 'Asia/Tokyo' });
    await expect(offer).toBeVisible();
    await expectNoShift(page);
    await takePicture(page, `own-zone-${info.project.name}`);
    await offer.click();
    await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Tokyo');
    await expect(page.getByRole('button', { name: 'Asia/Tokyo' })).toBeHidden();
  });
});

test('a device is signed out, and this one ends on the front page', async ({
  page,
  url,
  email,
}) => {
  await openAs(page, email);
  const other = await signIn(url, email, { deviceName: 'old-laptop' });
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Sign out old-laptop' }).click();
  await expect(part(page, 'Devices').getByRole('status')).toContainText('Signed out');
  await expect(part(page, 'Devices').getByRole('listitem')).toHaveCount(1);
  const refused = await fetch(`${url}/api/devices`, {
    headers: { authorization: `Bearer ${other.token}` },
  });
  expect(refused.status).toBe(401);
  await page.getByRole('button', { name: /^Sign out test, this one/ }).click();
  await expect(page).toHaveURL(/^[^/]+\/\/[^/]+\/(#|$)/);
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/login(\?|$)/);
});

test('a backup that a terminal made is listed, and comes down as it was', async ({
  page,
  url,
  email,
  home,
  isMobile,
}) => {
  test.skip(isMobile, 'the same on a phone; how it looks there is in quality.spec.ts');
  await openAs(page, email);
  await page.goto('/settings');
  await expect(part(page, 'Backups')).toContainText('None yet');
  await expect(part(page, 'Backups')).toContainText('samedi backup');
  const samedi = async (...args: string[]) => {
    const result = await runCli(args, { home });
    expect(result.code, result.stderr).toBe(0);
    return result;
  };
  await samedi('plan', 'new', 'Latin');
  await samedi('card', 'add', 'latin', 'amo', 'I love');
  expect((await logIn(url, home, email)).code).toBe(0);
  const made = JSON.parse((await samedi('backup', '--json')).stdout) as {
    file: string;
    id: string;
  };
  await page.reload();
  await expect(part(page, 'Backups').getByRole('listitem').first()).toContainText(
    /^daily\/[\d-]+\s*Today · [\d.]+ KiB\s*1 plan, 0 sessions, 1 card, 0 reviews/,
  );
  await expect(part(page, 'Backups').getByRole('listitem')).toHaveCount(2);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: `Download ${made.id}` }).click(),
  ]);
  const copy = join(home, 'copy.tar.gz');
  await download.saveAs(copy);
  expect(readFileSync(copy).equals(readFileSync(made.file))).toBe(true);
});

test('all is exported by a link', async ({ page, email }) => {
  await openAs(page, email, steadyLearner());
  await page.goto('/settings');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export all' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^samedi-account-\d{4}-\d\d-\d\d\.json$/);
});

test('the address changes by a link to the new one, and the old one hears of it', async ({
  page,
  url,
  email,
}) => {
  await openAs(page, email);
  await page.goto('/settings');
  const next = `new-${email}`;
  await page.getByLabel('Another address').fill(next);
  await page.getByRole('button', { name: 'Send a link' }).click();
  await expect(part(page, 'Address').getByRole('status')).toContainText('on its way');
  const [notice] = await mailFor(url, email);
  expect(notice?.text).toContain(next);
  const link = /http\S+\/auth\/address\?token=\S+/.exec((await newestMail(url, next)).text)![0];
  for (let opened = 0; opened < 3; opened++) expect((await page.goto(link))?.status()).toBe(200);
  await expectNoBarriers(page);
  await page.getByRole('button', { name: 'Change the address' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your address is changed');
  await page.goto('/settings');
  await expect(part(page, 'Address')).toContainText(`You sign in as ${next}`);
  await page.goto(link);
  await expect(page.getByRole('main')).toContainText('used already');
});
