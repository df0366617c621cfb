/** Ids made of titles. */

/** In these scripts a word without its accents is the same word; in others, as in हिन्दी or ペン, it would be another. */
const accented = /([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu;

/** Characters of a title that can matter; a slug has at most 60. */
const LONGEST = 1_000;

/**
 * At most 60 characters: letters and digits in lower case, without accents, hyphens between; `''` where there are none.
 */
export function slugOf(title: string): string {
  const slug = title
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(accented, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .slice(0, 60)
    .replace(/^[-\p{M}]+/u, '');
  return slug.endsWith('-') ? slug.slice(0, -1) : slug;
}
