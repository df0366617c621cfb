/**
 * Static pages are for everybody; the header of somebody who is signed in comes after them. That they are is remembered
 * where a page knows it, so that nobody asks for a stranger. It goes with the sign-in, which clears the browser's
 * storage (`Clear-Site-Data`); where it stays, one question corrects it.
 */
const KEY = 'signed-in';
const header = document.querySelector('header');

if (header?.matches('[data-whose]')) localStorage.setItem(KEY, '');
else if (header && localStorage.getItem(KEY) !== null) await bring(header);

async function bring(ours: Element): Promise<void> {
  const page = location.pathname.startsWith('/docs') ? '?place=docs' : '';
  const answer = await fetch(`/partials/header${page}`).catch(() => null);
  if (answer?.status === 401) localStorage.removeItem(KEY);
  if (answer?.status === 200) ours.outerHTML = await answer.text();
}

export {};
