/** The text of the HTML that Anki's editor makes. */

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

/** Line breaks and blocks become line breaks; other tags go, and what they held stays. */
export function htmlText(html: string): string {
  return html
    .replace(/\r?\n/g, ' ')
    .replace(/<\/(?:div|p|li|tr)>\s*(?=<(?:div|p|li|tr)\b)/gi, '')
    .replace(/<br\s*\/?>|<\/?(?:div|p|li|tr)\b[^>]*>/gi, '\n')
    .replace(/<img\b[^>]*\bsrc=["']?([^"'\s>]+)[^>]*>/gi, '[$1]')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, decoded)
    .trim();
}

function decoded(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return entities.get(name.toLowerCase()) ?? whole;
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
