/**
 * Draws the charts of a page anew, so that they answer to the pointer. The library comes once a chart is in sight and
 * the page has nothing else to do; until then, and without it, the drawing of the server stands.
 */
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      whenIdle(async () => (await import('./draw.ts')).draw(target as HTMLElement));
    }
  },
  { rootMargin: '200px' },
);

for (const figure of document.querySelectorAll('[data-chart]')) observer.observe(figure);

/** Safari has no idle callbacks. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 2_000 });
  else setTimeout(run, 200);
}
