/** Text files as other programs write them. */
import { SamediError } from '../../../src/lib/errors.ts';
import { readSource } from './files.ts';

/** The file's text, without the mark that tells its encoding. Throws as `readSource` and `decodeText` do. */
export function readText(file: string): string {
  return decodeText(readSource(file)).replace(/^\uFEFF/, '');
}

/** UTF-8, or UTF-16 where a mark says so, as spreadsheets and Notepad have it. Throws `invalid_input`. */
export function decodeText(bytes: Buffer): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new SamediError('invalid_input', 'the file is not UTF-8 text.', {
      next: 'Save it as UTF-8.',
      cause,
    });
  }
}
