/** What axe finds on a page, and what it does not look for. */
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

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
  await page.evaluate(axe.source);
  for (const [colorScheme, rules] of [
    ['light', null],
    ['dark', ['color-contrast']],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await barriers(page, rules)).toEqual([]);
  }
}

/** By all rules, or by those that are named. Of what is in order axe describes no more than one each: that costs. */
function barriers(page: Page, rules: readonly string[] | null): Promise<[string, string[]][]> {
  return page.evaluate(async (runOnly) => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await run(document, {
      resultTypes: ['violations'],
      ...(runOnly && { runOnly: [...runOnly] }),
    });
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  }, rules);
}
