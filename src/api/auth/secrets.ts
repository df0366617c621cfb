/** What sign-in is made of: random secrets, and the hashes under which they are stored. */
import { sha256 } from '../digests.ts';

/** 256 random bits, base64url (43 characters): what a sign-in link carries. */
export function randomToken(): string {
  return crypto
    .getRandomValues(new Uint8Array(32))
    .toBase64({ alphabet: 'base64url', omitPadding: true });
}

/** SHA-256, hex. Enough for secrets that nobody can guess; for anything shorter see `keyedHash`. */
export async function hash(secret: string): Promise<string> {
  return (await sha256(secret)).toHex();
}

/** HMAC-SHA-256, hex: of what could be guessed, and so found again in a plain hash, such as an address. */
export async function keyedHash(key: string, text: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', encoder.encode(key), algorithm, false, [
    'sign',
  ]);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, encoder.encode(text))).toHex();
}

// Consonants and digits that nobody confuses, aloud or in any typeface, and that spell no word.
const LETTERS = 'BCDFGHJKMNPQRTVWXZ';
const DIGITS = '2345679';

/** A code for a terminal to show, as in `KXTR-29`. Five million of them, five tries each. */
export function randomCode(): string {
  const pick = (alphabet: string, count: number) =>
    Array.from({ length: count }, () => alphabet[randomBelow(alphabet.length)]).join('');
  return `${pick(LETTERS, 4)}-${pick(DIGITS, 2)}`;
}

/** Six digits, which a mail carries: few enough to type, and so five tries each. */
export function randomDigits(): string {
  return Array.from({ length: 6 }, () => randomBelow(10)).join('');
}

/** A code as people type it: capitals, spaces and dashes don't matter. */
export function plainCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s\p{Pd}]/gu, '');
}

/** Evenly spread over 0 to `end` − 1, by throwing away what would favour the first ones. `end` ≤ 256. */
function randomBelow(end: number): number {
  const fair = 256 - (256 % end);
  for (;;) {
    const [byte = fair] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < fair) return byte % end;
  }
}
