/** Tags on one line: `a, b`, those that would not survive it in JSON's quotes. */

const quotedItem = /("(?:[^"\\]|\\.)*")\s*(?:,|$)/sy;

export function printTags(tags: readonly string[]): string {
  return tags.map((tag) => (isPlain(tag) ? tag : JSON.stringify(tag))).join(', ');
}

/** What `printTags` wrote, or a person. A quote that JSON cannot read is a part of the tag. */
export function readTags(text: string): string[] {
  const tags: string[] = [];
  let at = 0;
  while (at < text.length) {
    while (/\s/.test(text[at] ?? '')) at += 1;
    quotedItem.lastIndex = at;
    const [whole, quoted] = quotedItem.exec(text) ?? [];
    if (whole !== undefined && quoted !== undefined) {
      tags.push(unquoted(quoted));
      at += whole.length;
    } else {
      const comma = text.indexOf(',', at);
      const end = comma === -1 ? text.length : comma;
      const tag = text.slice(at, end).trim();
      if (tag !== '') tags.push(tag);
      at = end + 1;
    }
  }
  return tags;
}

function isPlain(tag: string): boolean {
  return tag !== '' && tag === tag.trim() && !/^"|[,\n\r]/.test(tag);
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text; // Only looks like JSON: then it is what somebody calls it.
  }
}
