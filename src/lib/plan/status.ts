import { invalid, quoted } from './invalid.ts';

/** What people write for a status, in one word or several. */
const otherWords: Record<string, string> = {
  'not-started': 'todo to-do open pending planned new not-yet backlog',
  'in-progress': 'started active current wip ongoing underway learning in-work',
  completed: 'done complete finished ready yes x [x] ✓ ✔ ✅ ☑',
  skipped: 'skip dropped cancelled canceled',
  archived: 'archive',
};

const meant = new Map(
  Object.entries(otherWords).flatMap(([status, words]) =>
    words.split(' ').map((word): [string, string] => [word, status]),
  ),
);

/**
 * One of `known`, in any case, with spaces for hyphens, or in another word for it; the first where `text` is empty.
 * Throws `plan_file_invalid`.
 */
export function readStatus<Status extends string>(
  text: string,
  known: readonly [Status, ...Status[]],
  line: number,
): Status {
  if (text === '') return known[0];
  const tidy = text.toLowerCase().replace(/[\s_-]+/g, '-');
  const found = known.find((status) => status === (meant.get(tidy) ?? tidy));
  if (!found) {
    throw invalid(line, `${quoted(text)} is not a status.`, `Use one of: ${known.join(', ')}.`);
  }
  return found;
}
