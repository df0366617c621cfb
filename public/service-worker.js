/**
 * Keeps the dashboard as it was last seen, for when there is no network; nothing else of the learner's. What is kept
 * goes with the sign-in: on any sign-in or sign-out from this browser, and as soon as the server does not know it any
 * more. (A sign-out also sends Clear-Site-Data.) Static files are asked of the network first, and kept only for these
 * two pages.
 */

/** Private: the dashboard, under `/`. */
const SEEN = 'dashboard-as-seen';
/** The page that says that there is no network. */
const OFFLINE = 'offline-page';
/** As long as a browser's sign-in lasts: 30 days. */
const KEPT_MS = 30 * 86_400_000;

addEventListener('install', (event) => {
  event.waitUntil(
    fetch('/offline')
      .then((page) => keep(OFFLINE, '/offline', page))
      .then(() => skipWaiting()),
  );
});

addEventListener('activate', (event) => {
  event.waitUntil(clients.claim().then(look));
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method !== 'GET') {
    if (/^(\/api)?\/(auth|account)\b/.test(pathname)) event.waitUntil(caches.delete(SEEN));
  } else if (request.mode === 'navigate') {
    event.respondWith(visit(event, pathname));
  } else if (pathname === '/partials/today') {
    event.respondWith(refresh(event));
  } else if (pathname.startsWith('/_astro/')) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? fail()));
  }
});

async function visit(event, pathname) {
  try {
    const page = await fetch(event.request);
    if (pathname === '/') event.waitUntil(remember(page.clone()));
    // Whoever is asked to sign in is not signed in.
    if (pathname === '/login' && page.ok) event.waitUntil(caches.delete(SEEN));
    return page;
  } catch {
    const seen = pathname === '/' ? await asLastSeen() : null;
    return seen ?? (await caches.match('/offline')) ?? fail();
  }
}

async function refresh(event) {
  const part = await fetch(event.request);
  if (part.status === 200) event.waitUntil(look());
  if (part.status === 401) event.waitUntil(caches.delete(SEEN));
  return part;
}

async function look() {
  await remember(await fetch('/'));
}

/** `/` is the dashboard to who is signed in, and the welcome page to others. */
async function remember(page) {
  if (page.headers.get('x-samedi-page') === 'dashboard') await keep(SEEN, '/', page);
  else if (page.ok) await caches.delete(SEEN);
}

/** Keeps a page, and the files that it names in place of those of the one before. */
async function keep(name, path, page) {
  const html = await page.text();
  const files = new Set(html.match(/\/_astro\/[^"'\s>]+/g));
  const cache = await caches.open(name);
  const held = new Map(
    (await cache.keys()).map((request) => [new URL(request.url).pathname, request]),
  );
  await cache.addAll([...files].filter((file) => !held.has(file)));
  for (const [file, request] of held) if (!files.has(file)) await cache.delete(request);
  const headers = new Headers(page.headers);
  headers.set('x-kept-at', String(Date.now()));
  await cache.put(path, new Response(html, { headers }));
}

/** Marked, so that the page says that it is not of now. Null where there is none, or only one that is too old. */
async function asLastSeen() {
  const page = await (await caches.open(SEEN)).match('/');
  if (!page) return null;
  if (Date.now() - Number(page.headers.get('x-kept-at')) > KEPT_MS) {
    await caches.delete(SEEN);
    return null;
  }
  const html = await page.text();
  return new Response(html.replace('<html ', '<html data-offline '), { headers: page.headers });
}

function fail() {
  return Response.error();
}
