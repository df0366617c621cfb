/** The form of a cards file, by its name or as asked for. */
import { type CardFormat, cardFormats } from '../../../src/lib/cards/formats.ts';
import { SamediError } from '../../../src/lib/errors.ts';

const known: Record<string, CardFormat> = cardFormats;

/** `wanted`, else what the ending of `file` says; null where that says nothing. Throws `usage` for an unknown one. */
export function cardFormat(
  wanted: string | undefined,
  file: string | undefined,
): CardFormat | null {
  if (wanted !== undefined) {
    const format = Object.hasOwn(known, wanted) ? known[wanted] : undefined;
    return format ?? fail(`There is no format "${wanted}".`);
  }
  const name = file?.toLowerCase() ?? '';
  const formats = Object.values(known);
  return formats.find(({ endings }) => endings.some((ending) => name.endsWith(ending))) ?? null;
}

export function requireCardFormat(wanted: string | undefined, file: string): CardFormat {
  return cardFormat(wanted, file) ?? fail(`The ending of ${file} tells no format.`);
}

function fail(message: string): never {
  const formats = Object.keys(known).map((name) => `--format ${name}`);
  throw new SamediError('usage', message, {
    next: `Use one of: ${formats.join(', ')}. (From Anki, export "Notes in Plain Text".)`,
  });
}
