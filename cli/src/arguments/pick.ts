/** One of several ids, by the beginning of it. */
import { SamediError } from '../../../src/lib/errors.ts';

/** The one that `text` names or begins; null where none does. Throws `not_found` where several do. */
export function pick(text: string, ids: readonly string[]): string | null {
  if (ids.includes(text)) return text;
  const found = text === '' ? [] : ids.filter((id) => id.startsWith(text));
  if (found.length <= 1) return found[0] ?? null;
  throw new SamediError('not_found', `"${text}" begins more than one: ${found.join(', ')}.`, {
    next: 'Type more of it.',
  });
}
