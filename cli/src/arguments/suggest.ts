/** What somebody may have meant who misspelt it. */
import { distance } from 'fastest-levenshtein';

/** Wrong letters, at most. */
const FAR = 3;

/**
 * The one of `known` that `text` is nearest to, or nearest to the beginning of, since ids go by their beginning. Null
 * where more than three of its letters would be wrong, or more than half.
 */
export function nearest(text: string, known: readonly string[]): string | null {
  if (text.length < 3) return null;
  const [best] = known
    .map((name) => ({ name, far: farFrom(text.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  return best && best.far <= Math.min(FAR, text.length / 2) ? best.name : null;
}

function farFrom(typed: string, name: string): number {
  const lengths = [typed.length - 1, typed.length, typed.length + 1, name.length];
  return Math.min(...lengths.map((length) => distance(typed, name.slice(0, length))));
}

/** `next`, after what may have been meant where that is not null. */
export function meaning(name: string | null, next: string): string {
  return name === null ? next : `Did you mean ${name}? ${next}`;
}
