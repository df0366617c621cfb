/** Pictures of pages, for people to look at. */
import type { Page } from '@playwright/test';

/** Taken only where somebody is there to look: not where `CI` is set, as `npm test` sets it. */
const taken = !process.env.CI;

/** The whole page, `screenshots/NAME.png`. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (taken) await page.screenshot({ path: `screenshots/${name}.png`, fullPage: true });
}

/** In light and in dark: `NAME-light` and `NAME-dark`. */
export async function takePictures(page: Page, name: string): Promise<void> {
  if (!taken) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await takePicture(page, `${name}-${colorScheme}`);
  }
}
