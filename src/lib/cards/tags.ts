/** Tags on one line: `a, b`, those that would not survive it in JSON's quotes. */

const item = /\s*(?:("(?:[^"\\]|\\.)*")\s*|([^,]*))(?:,|$)/gsy;

export function printTags(tags: readonly string[]): string {
  return tags.map((tag) => (isPlain(tag) ? tag : JSON.stringify(tag))).join(', ');
}

/** What `printTags` wrote, or a person. A quote that JSON cannot read is a part of the tag. */
export function readTags(text: string): string[] {
  return [...text.matchAll(item)].flatMap(([, quoted, plain = '']) => {
    if (quoted !== undefined) return [unquoted(quoted)];
    return plain.trim() === '' ? [] : [plain.trim()];
  });
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
