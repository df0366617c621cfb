import type { DocSection } from './sections.ts';

const MOST = 8;

/** Sections that hold all words, those first whose titles do; at most eight. Nothing where nothing is asked. */
export function found(sections: readonly DocSection[], asked: string): DocSection[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const all = sections.filter(({ page, title, text }) => holds(`${page} ${title} ${text}`));
  const rank = ({ page, title }: DocSection) =>
    holds(title) ? 0 : holds(`${page} ${title}`) ? 1 : 2;
  return all.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST);
}
