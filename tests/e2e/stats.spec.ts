import type { Page } from '@playwright/test';
import { expectNoBarriers } from '../support/e2e/barriers.ts';
import { expect, test } from '../support/e2e/fixtures.ts';
import {
  newLearner,
  oldLearner,
  openAs,
  type Records,
  review,
  steadyLearner,
  strangeLearner,
} from '../support/e2e/learners.ts';
import { takePicture, takePictures } from '../support/e2e/pictures.ts';

/** The steady one, who reviews cards on most days and remembers five of six. */
function reviewingLearner(): Records {
  const reviews = Array.from({ length: 800 }, (_, n) => {
    const daysAgo = (n * n) % 300;
    return [`r${n}`, review(n % 2 ? 'rust' : 'french', daysAgo, n % 6 === 0)] as const;
  });
  return { ...steadyLearner(), reviews: Object.fromEntries(reviews) };
}

const learners: Record<string, { records: () => Records; views: Record<string, string> }> = {
  empty: { records: () => ({}), views: { stats: '/stats' } },
  new: { records: newLearner, views: { stats: '/stats', all: '/stats?range=all' } },
  steady: {
    records: steadyLearner,
    views: {
      stats: '/stats',
      month: '/stats?range=30d',
      year: '/stats?range=12m&year=2025',
      plan: '/stats?range=all&plan=rust',
      nothing: '/stats?plan=sql',
    },
  },
  reviewing: { records: reviewingLearner, views: { stats: '/stats' } },
  strange: { records: strangeLearner, views: { stats: '/stats?range=12m' } },
  old: { records: oldLearner, views: { stats: '/stats', all: '/stats?range=all' } },
};

/** Until the chart, where there is one, is drawn. */
async function chartIsDrawn(page: Page): Promise<void> {
  const chart = page.locator('.chart');
  if ((await chart.count()) === 0) return;
  await chart.scrollIntoViewIfNeeded();
  await expect(chart).toHaveAttribute('data-drawn', '');
  await page.evaluate(() => scrollTo(0, 0));
}

for (const [name, { records, views }] of Object.entries(learners)) {
  test(`what the statistics of the ${name} learner look like`, async ({ page, email }, info) => {
    test.slow();
    await openAs(page, email, records());
    for (const [picture, path] of Object.entries(views)) {
      await test.step(path, async () => {
        expect((await page.goto(path))?.status()).toBe(200);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statistics');
        await chartIsDrawn(page);
        await takePictures(page, `stats-${picture}-${name}-${info.project.name}`);
        await expectNoBarriers(page);
      });
    }
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of Object.values(views)) {
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
    }
  });
}

test('range, plan, grain and year are plain links, and each keeps the others', async ({
  page,
  email,
}) => {
  await openAs(page, email, steadyLearner());
  await page.goto('/stats');
  await page.getByRole('link', { name: '12 months' }).click();
  await page
    .getByRole('navigation', { name: 'Plan' })
    .getByRole('link', { name: 'French B1 Mastery' })
    .click();
  await page.getByRole('link', { name: 'by week' }).click();
  const year = String(new Date().getUTCFullYear());
  await page.getByRole('navigation', { name: 'Year' }).getByRole('link', { name: year }).click();
  await expect(page).toHaveURL(`/stats?range=12m&plan=french&by=week&year=${year}#calendar`);
  await expect(page.getByRole('heading', { name: `The year ${year}` })).toBeVisible();
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute(
    'href',
    new RegExp(`/stats\\?range=12m&plan=french&by=week&year=${year}$`),
  );
  await expect(page.getByRole('region', { name: 'By plan' })).toHaveCount(0);
});

test('what a hand mistypes in the address is as if it were not there', async ({ page, email }) => {
  await openAs(page, email, steadyLearner());
  const wrong = '/stats?range=soon&by=minute&year=lately';
  expect((await page.goto(wrong))?.status()).toBe(200);
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', /\/stats$/);
  await page.goto('/stats?range=30d&plan=latin');
  await expect(page).toHaveURL('/stats?range=30d');
  for (const range of ['2025', 'week', '2025-01-01..2025-12-31', '9999w']) {
    expect((await page.goto(`/stats?range=${range}`))?.status(), range).toBe(200);
  }
});

test('the chart is its table, and follows the theme', async ({ page, email }) => {
  await openAs(page, email, steadyLearner());
  await page.goto('/stats');
  await chartIsDrawn(page);
  const chart = page.locator('[data-chart]');
  await expect(chart.getByRole('img', { name: /^Hours by week, stacked by plan/ })).toHaveCount(1);
  await chart.getByText('The same as a table').click();
  await expect(chart.getByRole('row')).toHaveCount(13);
  // The plan with the most hours comes first: which that is depends on the day of the week.
  const [when, ...named] = await chart.getByRole('columnheader').allInnerTexts();
  expect([when, named.pop()]).toEqual(['When', 'In all']);
  expect(named.toSorted()).toEqual([
    'French B1 Mastery',
    'Piano: the Goldberg Aria',
    'The Rust Programming Language',
  ]);
  const colours = () =>
    page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.chart canvas')!;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const found = new Set<string>();
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] === 255) found.add(`${data[at]} ${data[at + 1]} ${data[at + 2]}`);
      }
      return [...found];
    });
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(colours).toContain('52 72 164');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(colours).toContain('126 148 234');
});

test('printed, the drawing of the server stands for the chart', async ({ page, email }) => {
  await openAs(page, email, steadyLearner());
  await page.goto('/stats');
  await chartIsDrawn(page);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.locator('.chart canvas')).toBeHidden();
  await expect(page.locator('.chart .bars-plot')).toBeVisible();
  await expect(page.getByRole('navigation').first()).toBeHidden();
  await takePicture(page, 'stats-print');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every number is there', async ({ page, email }) => {
    await openAs(page, email, steadyLearner());
    await page.goto('/stats?range=all');
    await expect(page.locator('.chart .bars-plot')).toBeVisible();
    for (const name of ['By plan', 'By tag', 'By weekday', 'How long sessions are', 'Cards']) {
      await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
    }
    await page.locator('[data-chart]').getByText('The same as a table').click();
    await expect(page.getByRole('cell', { name: /^\d+ h/ }).first()).toBeVisible();
  });
});

test('cards tell how well they are remembered, of all plans and of one', async ({
  page,
  email,
}) => {
  await openAs(page, email, reviewingLearner());
  await page.goto('/stats?range=12m');
  const reviews = page.getByRole('region', { name: 'Reviews' });
  await expect(reviews).toContainText('83 % remembered: 666 of 800 reviews');
  await expect(reviews.getByRole('cell', { name: /reviews?, \d+ remembered$/ })).not.toHaveCount(0);
  await page.goto('/stats?range=12m&plan=rust');
  await expect(reviews).toContainText('100 % remembered: 400 of 400 reviews');
});

test('a new account is told what to type first', async ({ page, email }) => {
  await openAs(page, email);
  await page.goto('/stats');
  await expect(page.getByText('samedi start rust-async')).toBeVisible();
});

test('a stranger is asked to sign in', async ({ page }) => {
  await page.goto('/stats');
  await expect(page).toHaveURL(/\/login(\?|$)/);
});
