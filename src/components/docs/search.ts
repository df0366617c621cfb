/** Looks through all pages of the docs, which come once somebody wants to. */
import { found } from './found.ts';
import type { DocSection } from './sections.ts';

const place = document.querySelector<HTMLElement>('[data-docs-search]');
const input = place?.querySelector('input');
const list = place?.querySelector('ul');
const status = place?.querySelector('[role="status"]');
let sections: Promise<DocSection[]> | undefined;

if (place && input && list && status) {
  place.classList.remove('invisible');
  input.addEventListener('focus', load);
  input.addEventListener('input', async () => {
    const all = await load();
    const those = found(all, input.value);
    list.replaceChildren(...those.map(itemOf));
    const none = input.value.trim() === '' ? '' : 'Nothing found.';
    status.textContent = those.length > 0 ? `${those.length} found` : none;
    status.classList.toggle('sr-only', those.length > 0);
  });
}

function load(): Promise<DocSection[]> {
  sections ??= fetch('/docs-search.json').then((answer) => answer.json());
  return sections;
}

function itemOf({ href, page, title }: DocSection): HTMLElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = href;
  link.className = 'link inline-block py-0.5';
  link.textContent = title === page ? title : `${page}: ${title}`;
  item.appendChild(link);
  return item;
}
