/**
 * Light, dark, or as the system has it: a choice of this browser, in a cookie that the server and `public/theme.js`
 * read.
 */

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const YEAR_SECONDS = 365 * 86_400;

/** The choice in a request's `Cookie` header; `system` where there is none. */
export function themeIn(cookies: string | null): Theme {
  const chosen = /(?:^|; *)theme=(light|dark)(?:;|$)/.exec(cookies ?? '')?.[1];
  return (chosen as Theme | undefined) ?? 'system';
}

/** What remembers a choice: readable by scripts, since static pages have no server to look at it. */
export function themeCookie(theme: Theme): string {
  const seconds = theme === 'system' ? 0 : YEAR_SECONDS;
  return `theme=${theme}; Path=/; Max-Age=${seconds}; SameSite=Lax`;
}
