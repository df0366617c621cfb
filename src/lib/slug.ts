/** Ids made of titles. */

/** At most 60 characters: letters and digits in lower case, without accents, hyphens between; `''` where there are none. */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
    .normalize('NFC');
}
