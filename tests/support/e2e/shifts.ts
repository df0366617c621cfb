/** By how much what shows jumps while a page loads. */
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** The most that layouts may jump. */
const MOST_SHIFT = 0.02;

/** Has each page that is opened from now on add up its layout shifts. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const root = globalThis as { shift?: number };
    root.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        root.shift! += (entry as PerformanceEntry & { value: number }).value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

export async function expectNoShift(page: Page): Promise<void> {
  const shift = await page.evaluate(() => (globalThis as { shift?: number }).shift);
  expect(shift, 'layout shift').toBeLessThanOrEqual(MOST_SHIFT);
}
