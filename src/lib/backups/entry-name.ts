/**
 * Which names a file may have inside a backup. What is left out on packing and what is refused on opening are one rule.
 */

const MAX_PARTS = 16;
/** Bytes of UTF-8: what file systems allow. */
const MAX_PART = 255;

/** Why `name` is not one that a backup holds, as the end of a sentence; null where it is. */
export function oddName(name: string): string | null {
  if (name === 'sessions.db' || name === 'config.toml') return null;
  // Before all else, since these are what attacks are made of.
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'is an absolute path';
  const parts = name.split('/');
  if (parts.includes('..')) return 'leads out of the home';
  if (/[\p{Cc}\\:]/u.test(name)) return 'has a character that no file name should have';
  if (parts.length < 2 || (parts[0] !== 'plans' && parts[0] !== 'cards'))
    return 'is nothing that a home holds';
  if (parts.includes('')) return 'has an empty part';
  if (parts.some((part) => part.startsWith('.'))) return 'begins with a dot';
  const encoder = new TextEncoder();
  const tooLong = parts.some((part) => encoder.encode(part).length > MAX_PART);
  return tooLong || parts.length > MAX_PARTS ? 'is too long' : null;
}
