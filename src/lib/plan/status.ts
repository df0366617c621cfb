import { invalid, quoted } from './invalid.ts';

/**
 * One of `known`, in any case and with spaces for hyphens; the first where `text` is empty. Throws `plan_file_invalid`.
 */
export function readStatus<Status extends string>(
  text: string,
  known: readonly [Status, ...Status[]],
  line: number,
): Status {
  if (text === '') return known[0];
  const tidy = text.toLowerCase().replace(/[\s_-]+/g, '-');
  const found = known.find((status) => status === tidy);
  if (!found) {
    throw invalid(line, `${quoted(text)} is not a status.`, `Use one of: ${known.join(', ')}.`);
  }
  return found;
}
