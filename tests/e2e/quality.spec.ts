/**
 * Every page, as different learners see it: no barrier in light and dark, no complaint in the console, nothing that
 * scrolls sideways on 320 px, nothing that jumps; and a picture of each, to be looked at.
 */
import type { Page } from '@playwright/test';
import { expectNoBarriers } from '../support/e2e/barriers.ts';
import { expect, test } from '../support/e2e/fixtures.ts';
import {
  addDeviceAndBackups,
  closeAccount,
  failFor,
  keepDeletionWaiting,
  newLearner,
  oldLearner,
  openAs,
  type Records,
} from '../support/e2e/learners.ts';
import { takePicture, takePictures } from '../support/e2e/pictures.ts';
import { steadyReader, strangeReader } from '../support/e2e/readers.ts';
import { expectNoShift, watchShifts } from '../support/e2e/shifts.ts';

const DAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const everyPage = {
  today: '/',
  plans: '/plans',
  stats: '/stats',
  sessions: '/sessions',
  cards: '/cards',
  days: '/days',
  day: `/days/${DAY}`,
  settings: '/settings',
};

/** What each learner looks at, by the name of its picture. */
const learners: Record<string, { records: () => Records; pages: Record<string, string> }> = {
  empty: { records: () => ({}), pages: everyPage },
  new: { records: newLearner, pages: { today: '/', plan: '/plans/rust' } },
  steady: { records: steadyReader, pages: { ...everyPage, plan: '/plans/rust' } },
  strange: {
    records: strangeReader,
    pages: {
      today: '/',
      plans: '/plans',
      plan: '/plans/long',
      'plan-rtl': '/plans/hebrew',
      'plan-unreadable': '/plans/unreadable',
      sessions: '/sessions',
      cards: '/cards',
    },
  },
  old: { records: oldLearner, pages: { today: '/', plan: '/plans/plan-0', sessions: '/sessions' } },
};

const strangersPages: Record<string, string> = {
  welcome: '/',
  login: '/login',
  privacy: '/privacy',
  offline: '/offline',
  docs: '/docs',
  api: '/docs/api',
  commands: '/docs/commands',
  json: '/docs/json',
  sync: '/docs/sync',
  'self-hosting': '/docs/self-hosting',
  goodbye: '/goodbye',
  'not-found': '/nowhere/at/all',
};

function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    const ours = !message.text().endsWith('blocked by Playwright');
    if (ours && ['error', 'warning'].includes(message.type())) errors.push(message.text());
  });
  return errors;
}

/** Looks at a page in every way. */
async function inspect(page: Page, picture: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expectNoShift(page);
  await takePictures(page, picture);
  const { width, height } = page.viewportSize()!;
  // A desktop is looked at as it is, a phone at its narrowest.
  if (width < 1_280) await page.setViewportSize({ width: 320, height: 640 });
  await expectNoBarriers(page);
  await page.setViewportSize({ width: 320, height: 640 });
  // A chart follows its window a frame later.
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.setViewportSize({ width, height });
}

for (const [name, { records, pages }] of Object.entries(learners)) {
  test(`every page of the ${name} learner`, async ({ page, email }, info) => {
    test.slow();
    await watchShifts(page);
    const errors = errorsOf(page);
    await openAs(page, email, records());
    if (name === 'steady') await addDeviceAndBackups(email);
    for (const [picture, path] of Object.entries(pages)) {
      await test.step(path, async () => {
        expect((await page.goto(path))?.status()).toBe(200);
        await inspect(page, `${picture}-${name}-${info.project.name}`);
      });
    }
    expect(errors).toEqual([]);
  });
}

test("every page of a stranger's", async ({ page }, info) => {
  test.slow();
  await watchShifts(page);
  for (const [picture, path] of Object.entries(strangersPages)) {
    await test.step(path, async () => {
      await page.goto(path);
      await inspect(page, `${picture}-stranger-${info.project.name}`);
    });
  }
});

test('pages that nobody hopes to see', async ({ page, email }, info) => {
  test.slow();
  await watchShifts(page);
  await openAs(page, email);
  await failFor(email);
  await test.step('the server failed', async () => {
    expect((await page.goto('/'))?.status()).toBe(500);
    await inspect(page, `failed-${info.project.name}`);
  });
  await test.step('a part of the account is deleted', async () => {
    await closeAccount(email);
    await keepDeletionWaiting(page);
    await page.goto('/settings/delete');
    await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
    await inspect(page, `deleting-${info.project.name}`);
  });
});

test('the navigation is one line on a wide screen, whatever the address', async ({
  page,
  email,
  isMobile,
}) => {
  test.skip(isMobile, 'a phone has a menu');
  await openAs(page, `${'a-rather-long-address-'.repeat(2)}${email}`);
  expect((await page.getByRole('banner').boundingBox())!.height).toBeLessThan(60);
  const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
  for (const link of await links.all()) {
    expect((await link.boundingBox())!.height).toBeLessThanOrEqual(48);
  }
  const { x, width } = (await page.getByRole('button', { name: 'Sign out' }).boundingBox())!;
  expect(x + width).toBeLessThanOrEqual(1_280);
});

test('what is not there is said on a page that looks like the others', async ({ page, email }) => {
  await openAs(page, email);
  for (const path of ['/nowhere', '/plans/nobodys', '/days/2026-02-30']) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here');
    await expect(page.getByRole('link', { name: 'Go to today' })).toHaveClass(/button/);
    await expect(page.getByRole('link', { name: 'Sign in' })).toHaveCount(0);
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper, path).toBe('rgb(251, 249, 244)');
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  const says: Record<string, RegExp> = {
    '/': /12 days\s+in a row/,
    '/partials/today?seen=': /12 days\s+in a row/,
    '/plans': /French B1 Mastery/,
    '/plans/rust': /52 chunks\s+completed, of 86/,
    '/stats': /with a session, 1 h \d+ min each/,
    '/sessions': /The borrow checker and I agree now/,
    '/cards': /16 cards\s+due today, of 300/,
    '/days': /on \d+ days/,
    [`/days/${DAY}`]: /in 1 session/,
    '/settings': /12 plans, 4,340 sessions, 20,000 cards, 123,456 reviews/,
    '/welcome': /A notebook for what you are learning/,
    '/privacy': /No tracking/,
    '/docs': /npm/,
    '/offline': /There is no connection/,
    '/goodbye': /Your account is deleted/,
  };

  test('every page says what it has to say', async ({ page, email, isMobile }) => {
    test.skip(isMobile, 'the same on a phone');
    await openAs(page, email, steadyReader());
    await addDeviceAndBackups(email);
    for (const [path, words] of Object.entries(says)) {
      await page.goto(path);
      await expect(page.locator('body'), path).toContainText(words);
    }
    await closeAccount(email);
    await page.goto('/settings/delete');
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page).toHaveURL(/\/goodbye(#|$)/);
  });
});

test('printed, a page is its content', async ({ page, email, isMobile }) => {
  test.skip(isMobile, 'paper is as wide wherever it is printed from');
  await page.setViewportSize({ width: 718, height: 1_000 });
  await openAs(page, email, steadyReader());
  for (const [picture, path] of Object.entries({
    today: '/',
    plan: '/plans/rust',
    stats: '/stats',
  })) {
    await page.goto(path);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const part of ['banner', 'contentinfo', 'navigation'] as const) {
      await expect(page.getByRole(part)).toHaveCount(0);
    }
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe('rgb(255, 255, 255)');
    await takePicture(page, `${picture}-print`);
  }
});
