/** What readers bring along: a keyboard alone, a system's few colours, wider letters, a tablet, no wish for motion. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/e2e/fixtures.ts';
import { addDeviceAndBackups, openAs } from '../support/e2e/learners.ts';
import { steadyReader } from '../support/e2e/readers.ts';

const DAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const paths = [
  '/',
  '/plans',
  '/plans/rust',
  '/stats',
  '/sessions',
  '/cards',
  '/days',
  `/days/${DAY}`,
  '/settings',
  '/docs/commands',
  '/privacy',
  '/nowhere',
];

interface Stop {
  name: string;
  /** Its place among all elements of the page. */
  place: number;
  outlined: boolean;
  inView: boolean;
}

/** What has the focus; null where the page itself has it, after its last stop. */
function focused(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { top, bottom } = element.getBoundingClientRect();
    return {
      name: `${element.tagName} ${element.textContent.trim().slice(0, 40)}`,
      place: [...document.querySelectorAll('*')].indexOf(element),
      outlined: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      inView: bottom > 0 && top < innerHeight,
    };
  });
}

test('by keyboard alone every stop is seen, in the order of the page', async ({
  page,
  email,
  isMobile,
}) => {
  test.skip(isMobile, 'phones have no Tab key');
  test.slow();
  await openAs(page, email, steadyReader());
  await addDeviceAndBackups(email);
  // What comes while one walks is in scrolling.spec.ts.
  await page.route('**/partials/**', (route) => route.abort());
  for (const path of paths) {
    await page.goto(path);
    let last = -1;
    for (let stops = 0; stops < 40; stops++) {
      await page.keyboard.press('Tab');
      const stop = await focused(page);
      if (!stop || stop.place < last) break;
      expect.soft(stop, `${path}: ${stop.name}`).toMatchObject({ outlined: true, inView: true });
      last = stop.place;
    }
    expect(last, path).toBeGreaterThan(0);
  }
});

test("a system's few colours leave bars, days and what is chosen to be seen", async ({
  page,
  email,
}) => {
  await openAs(page, email, steadyReader());
  await page.emulateMedia({ forcedColors: 'active' });
  const colorOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await colorOf('.bar')).not.toBe(await colorOf('body'));
  expect(await colorOf('.heat-4')).not.toBe(await colorOf('.heat-0'));
  await page.goto('/stats');
  expect(await colorOf('.plan-0.swatch')).not.toBe(await colorOf('body'));
  const line = (name: string) =>
    page
      .getByRole('link', { name, exact: true })
      .evaluate((element) => getComputedStyle(element).borderBottomWidth);
  expect(await line('12 weeks')).toBe('1px');
  expect(await line('30 days')).toBe('0px');
});

test('wider letters and lines lose nothing and scroll nothing sideways, on 320 px', async ({
  page,
  email,
  isMobile,
}) => {
  test.skip(isMobile, 'as narrow on a desktop');
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  await openAs(page, email, steadyReader());
  await addDeviceAndBackups(email);
  for (const path of paths) {
    await page.goto(path);
    // WCAG 2.2, 1.4.12; by script, since the page lets no other style in.
    const width = await page.evaluate(() => {
      for (const { style } of document.querySelectorAll<HTMLElement>('body *')) {
        style.setProperty('line-height', '1.5', 'important');
        style.setProperty('letter-spacing', '0.12em', 'important');
        style.setProperty('word-spacing', '0.16em', 'important');
      }
      return document.documentElement.scrollWidth;
    });
    expect(width, path).toBe(320);
  }
});

test('who wishes for less motion gets none', async ({ page, email, isMobile }) => {
  test.skip(isMobile, 'the same on a phone');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openAs(page, email, steadyReader());
  const animations = await page.evaluate(async () => {
    await document.startViewTransition(() => document.querySelector('h1')?.append('.')).ready;
    return document.getAnimations().length;
  });
  expect(animations).toBe(0);
});

test('on a tablet the navigation is one line, and Settings is named', async ({
  page,
  email,
  isMobile,
}) => {
  test.skip(isMobile, 'a phone has a menu');
  await page.setViewportSize({ width: 768, height: 1_024 });
  await openAs(page, email);
  expect((await page.getByRole('banner').boundingBox())!.height).toBeLessThan(60);
  const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
  await expect(links.last()).toHaveText(/^\s*Settings/);
  await expect(links.last()).toBeInViewport();
});

test('on 320 px no line of a table begins with the comma between two options', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile, 'as narrow on a desktop');
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ['/docs/commands', '/docs/json', '/docs/api', '/docs/install']) {
    await page.goto(path);
    const alone = await page.locator('td + td > code:not(:only-child)').evaluateAll((codes) =>
      codes.flatMap((code) => {
        const after = code.nextSibling;
        if (!(after instanceof Text) || !after.data.startsWith(',')) return [];
        const comma = document.createRange();
        comma.setStart(after, 0);
        comma.setEnd(after, 1);
        const below = comma.getBoundingClientRect().top >= code.getBoundingClientRect().bottom;
        return below ? [code.textContent + after.data] : [];
      }),
    );
    expect(alone, path).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320);
  }
});
