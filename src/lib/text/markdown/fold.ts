import type { Block, Inline } from './nodes.ts';

/** A text that folds: the line that stays in sight, empty where the text begins with none, and the rest. */
export function foldAfterLine(blocks: readonly Block[]): { line: Inline[]; rest: Block[] } {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph' && first?.kind !== 'heading')
    return { line: [], rest: [...blocks] };
  const end = first.children.findIndex(({ kind }) => kind === 'break');
  if (end === -1) return { line: first.children, rest };
  const after = { ...first, children: first.children.slice(end + 1) };
  return { line: first.children.slice(0, end), rest: [after, ...rest] };
}
