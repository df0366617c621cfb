/** Ids made of titles. */

/** In these scripts a word without its accents is the same word; in others, as in हिन्दी or ペン, it would be another. */
const accents = /(?<=[\p{Script=Latin}\p{Script=Greek}]\p{M}*)\p{M}/gu;

/**
 * At most 60 characters: letters and digits in lower case, without accents, hyphens between; `''` where there are none.
 */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(accents, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .slice(0, 60)
    .replace(/^[-\p{M}]+|-+$/gu, '');
}
