/**
 * What keeps pages up to date without a reload: htmx, and the few things that it leaves to its host. Loaded on pages
 * that have something to refresh or to go on with; all of them work without it, by plain links.
 */
import htmx from 'htmx.org';
import { sayNothing, sayOffline, saySignedOut } from './note.ts';
import './place.ts';

let signedOut = false;

// Kept from when there was a network: the service worker marks it so.
if ('offline' in document.documentElement.dataset) sayOffline();

Object.assign(htmx.config, {
  // Answers that are no success never take a page's place; the first two say that nothing changed.
  noSwap: [204, 304, '4xx', '5xx'],
  // Going back and forward is the browser's own matter.
  history: false,
});

// What the reader unfolded, and the heatmap's tab stop, stay as they are while the page around them changes.
const kept = ['open', 'tabindex'];
htmx.registerExtension('samedi', {
  htmx_before_morph_attr: (_element: Element, { attrName }: { attrName: string }) =>
    !kept.includes(attrName),
});

// A tab that nobody looks at asks for nothing, and neither does one that was signed out.
htmx.on('htmx:config:request', (event) => {
  if (document.hidden || signedOut) event.preventDefault();
});

htmx.on('htmx:after:request', ({ detail: { ctx } }) => {
  if (ctx.response && !signedOut) sayNothing();
});

htmx.on('htmx:response:error', ({ detail: { ctx } }) => {
  if (ctx.response?.status !== 401) return goOnLater(ctx.sourceElement);
  signedOut = true;
  saySignedOut();
});

// No connection: what shows may be out of date.
htmx.on('htmx:error', ({ detail: { ctx } }) => {
  if (!ctx || ctx.response) return;
  sayOffline();
  goOnLater(ctx.sourceElement);
});

/** A list whose next part did not come asks for it again where the reader scrolls on, but not without a pause. */
const PAUSE_MS = 2_000;

function goOnLater(more: Element): void {
  if (!more.matches('[data-goes-on]')) return;
  setTimeout(() => {
    addEventListener('scroll', () => htmx.trigger(more, 'again'), { once: true, passive: true });
  }, PAUSE_MS);
}
