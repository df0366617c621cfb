/**
 * Going back to a list that had gone on leads to where one was: what had come by scrolling is asked for again, part by
 * part, until the page is as long as it was (docs/decisions/074). Browsers that keep the page itself need none of it.
 */
import htmx from 'htmx.org';

/** In the tab's own storage, which signing out clears: where on which page the reader was last. */
const KEY = 'place';
const page = document.documentElement;

addEventListener('pagehide', () => {
  const all: Record<string, number> = read();
  sessionStorage.setItem(KEY, JSON.stringify({ ...all, [location.href]: Math.round(scrollY) }));
});

const y = read()[location.href] ?? 0;
const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
let goingBack = visit?.type === 'back_forward';

// The end of the page in view is what asks for the next part; see `ui/More.astro`.
function goOn(): void {
  if (!goingBack) return;
  const long = page.scrollHeight >= y + innerHeight;
  scrollTo(0, long ? y : page.scrollHeight);
  goingBack = !long;
}

for (const input of ['wheel', 'touchmove', 'keydown']) {
  addEventListener(input, () => (goingBack = false), { passive: true });
}
htmx.on('htmx:after:swap', goOn);
goOn();

function read(): Record<string, number> {
  return JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
}
