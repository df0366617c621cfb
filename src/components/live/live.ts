/**
 * What keeps pages up to date without a reload: htmx, and the few things that it leaves to its host. Loaded on pages
 * that have something to refresh or to go on with; all of them work without it, by plain links.
 */
import htmx from 'htmx.org';
import './place.ts';

const root = document.documentElement.dataset;

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
  if (document.hidden || 'signedOut' in root) event.preventDefault();
});

htmx.on('htmx:after:request', () => {
  delete root['offline'];
});

htmx.on('htmx:response:error', ({ detail: { ctx } }) => {
  if (ctx.response?.status === 401) root['signedOut'] = '';
});

// No connection: what shows may be out of date.
htmx.on('htmx:error', ({ detail: { ctx } }) => {
  if (ctx && !ctx.response) root['offline'] = '';
});
