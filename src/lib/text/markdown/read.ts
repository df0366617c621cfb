/**
 * Markdown as learners write it: CommonMark with tables, ~~struck~~ words and bare links. It is read into nodes, never
 * into HTML, so markup in it is text like any other, and only addresses of the web and of mail become links. Math stays
 * as written.
 */
import { type Budget, pageBudget } from './budget.ts';
import type { Block, Inline } from './nodes.ts';
import { parserFor } from './parser.ts';
import { blocksOf, inlinesOf } from './tree.ts';

/** A whole text. Where the budget does not reach, it is one block, as it is, and the budget stays for others. */
export function readBlocks(text: string, budget: Budget = pageBudget()): Block[] {
  if (text.trim() === '') return [];
  const blocks = read<Block>(text, budget, () => blocksOf(parserFor(text).parse(text, {})));
  return blocks ?? [{ kind: 'verbatim', text }];
}

/** A line, or what is to stand in one. */
export function readInline(text: string, budget: Budget = pageBudget()): Inline[] {
  const nodes = read<Inline>(text, budget, () =>
    parserFor(text)
      .parseInline(text, {})
      .flatMap((token) => inlinesOf(token.children ?? [])),
  );
  return nodes ?? [{ kind: 'text', text }];
}

/** Its words alone, for where there is no emphasis: a terminal's plain text. A link is its label. */
export function plainInline(text: string, budget: Budget = pageBudget()): string {
  return wordsOf(readInline(text, budget));
}

function read<Node extends Block | Inline>(
  text: string,
  budget: Budget,
  parse: () => Node[],
): Node[] | null {
  if (text.length > budget.characters) return null;
  budget.characters -= text.length;
  const nodes = parse();
  const count = countNodes(nodes);
  if (count > budget.nodes) return null;
  budget.nodes -= count;
  return nodes;
}

function countNodes(nodes: readonly (Block | Inline)[]): number {
  return nodes.reduce((sum, node) => sum + elementsOf(node) + countNodes(childrenOf(node)), 0);
}

/** Items and cells are elements of their own, though they are no nodes, and even where they are empty. */
function elementsOf(node: Block | Inline): number {
  if (node.kind === 'list') return 1 + node.items.length;
  return node.kind === 'table' ? (1 + node.rows.length) * (1 + node.head.length) : 1;
}

function childrenOf(node: Block | Inline): readonly (Block | Inline)[] {
  if ('children' in node) return node.children;
  if (node.kind === 'list') return node.items.flat();
  return node.kind === 'table' ? [node.head, ...node.rows].flat(2) : [];
}

function wordsOf(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if ('children' in node) return wordsOf(node.children);
      return node.kind === 'break' ? '\n' : node.text;
    })
    .join('');
}
