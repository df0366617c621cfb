/** The docs in pieces that a search can lead to. */

export interface DocSection {
  href: string;
  /** Of the page. */
  page: string;
  /** Of the section; the page's own before its first heading. */
  title: string;
  text: string;
}

const HEADING = /<h[23] id="([^"]+)">(.*?)<\/h[23]>/gs;

/** `html` is what Markdown made of a page, whose own title is not in it. */
export function sectionsOf(page: { href: string; title: string; html: string }): DocSection[] {
  const headings = [...page.html.matchAll(HEADING)];
  const starts = [{ at: 0, id: '', title: page.title }].concat(
    headings.map((match) => ({
      at: match.index + match[0].length,
      id: match[1] ?? '',
      title: textOf(match[2] ?? ''),
    })),
  );
  const ends = [...headings.map(({ index }) => index), page.html.length];
  return starts.map(({ at, id, title }, index) => ({
    href: id ? `${page.href}#${id}` : page.href,
    page: page.title,
    title,
    text: textOf(page.html.slice(at, ends[index])),
  }));
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x26': '&',
  '#x3C': '<',
};

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}
