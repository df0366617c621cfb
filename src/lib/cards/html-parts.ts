/** HTML as texts and tags. */

export interface HtmlPart {
  text: string;
  /** What follows the text, as `<br>`; empty at the end. */
  tag: string;
  /** The tag's, in lower case. */
  name: string;
}

/** What these hold is shown nowhere. */
const unseen = new Set(['style', 'script', 'head', 'title', 'template', 'rp']);

/**
 * Without comments and stylesheets. A `<` that is never closed, or begins no tag, is text. No end is looked for twice
 * where there is none, so that the time is linear.
 */
export function htmlParts(html: string): HtmlPart[] {
  const parts: HtmlPart[] = [];
  const missing = new Set<string>();
  // Of these letters alone, since others could change the length.
  const small = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const find = (end: string, from: number) => {
    const at = missing.has(end) ? -1 : small.indexOf(end, from);
    if (at === -1) missing.add(end);
    return at;
  };
  let start = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    const isComment = html.startsWith('<!--', at);
    const [, name] = isComment ? [] : nameAt(html, at);
    const end = isComment ? find('-->', at) : name === undefined ? -1 : find('>', at);
    if (end === -1) {
      at += 1;
      continue;
    }
    const after = end + (isComment ? '-->'.length : 1);
    const tag = isComment ? '' : html.slice(at, after);
    parts.push({ text: html.slice(start, at), tag, name: name ?? '' });
    const hides = name !== undefined && unseen.has(name) && !tag.startsWith('</');
    const close = hides ? find(`</${name}`, after) : -1;
    start = close === -1 ? after : close;
    at = start;
  }
  return [...parts, { text: html.slice(start), tag: '', name: '' }];
}

function nameAt(html: string, at: number): [whole?: string, name?: string] {
  const found = /<\/?([a-z][a-z\d-]{0,30})/iy;
  found.lastIndex = at;
  const [whole, name] = found.exec(html) ?? [];
  return [whole, name?.toLowerCase()];
}
