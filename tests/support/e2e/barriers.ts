/** What axe finds on a page, and what it does not look for. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Not even a link or a command in a sentence touches the word before it: Astro drops the end of a line before a tag,
 * and then words run together.
 */
export async function expectWordsApart(page: Page): Promise<void> {
  const joined = await page
    .locator(':is(p, li, dd) > :is(a, code, strong, em)')
    .evaluateAll((all) =>
      all
        .filter(({ previousSibling }) => previousSibling instanceof Text)
        .map((one) => `${one.previousSibling?.textContent}|${one.textContent}`)
        .filter((text) => /[\p{L}\p{N},.;:!?]\|/u.test(text)),
    );
  expect(joined).toEqual([]);
}

/** Nothing, in light and in dark: all rules in light; in dark those that can differ. */
export async function expectNoBarriers(page: Page): Promise<void> {
  await expectWordsApart(page);
  for (const [colorScheme, rules] of [
    ['light', null],
    ['dark', ['color-contrast']],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page });
    const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  }
}
