/** From markdown-it's tokens, which are flat, to nodes. */
import type { Token } from 'markdown-it';
import { safeHref } from './href.ts';
import type { Block, Inline, List, Table } from './nodes.ts';

interface Tree {
  token: Token;
  children: Tree[];
}

/** Marks within marks; what is deeper stands beside them, so that who shows the nodes needs no depth without end. */
const DEEPEST = 20;

export function blocksOf(tokens: readonly Token[]): Block[] {
  return treesOf(tokens).flatMap(blockOf);
}

export function inlinesOf(tokens: readonly Token[]): Inline[] {
  return joined(treesOf(tokens).flatMap(inlineOf));
}

function treesOf(tokens: readonly Token[]): Tree[] {
  const top: Tree[] = [];
  const open: Tree[][] = [top];
  for (const token of tokens) {
    const around = open.at(-1) ?? top;
    if (token.nesting === -1) open.pop();
    else {
      const tree = { token, children: [] };
      const isTooDeep = token.nesting === 1 && !token.block && open.length > DEEPEST;
      if (!isTooDeep) around.push(tree);
      if (token.nesting === 1) open.push(isTooDeep ? around : tree.children);
    }
  }
  return top;
}

function blockOf(tree: Tree): Block[] {
  const { token, children } = tree;
  switch (token.type) {
    case 'paragraph_open':
      return [{ kind: 'paragraph', children: within(tree) }];
    case 'heading_open':
      return [{ kind: 'heading', level: Number(token.tag.slice(1)), children: within(tree) }];
    case 'code_block':
    case 'fence':
      return [
        { kind: 'code', text: token.content.replace(/\n$/, ''), language: languageOf(token.info) },
      ];
    case 'math_block':
      return [{ kind: 'paragraph', children: [{ kind: 'math', text: token.content }] }];
    case 'blockquote_open':
      return [{ kind: 'quote', children: children.flatMap(blockOf) }];
    case 'bullet_list_open':
    case 'ordered_list_open':
      return [listOf(tree)];
    case 'table_open':
      return [tableOf(tree)];
    case 'hr':
      return [{ kind: 'rule' }];
    default:
      return [{ kind: 'verbatim', text: token.content }];
  }
}

function languageOf(info: string): string | null {
  return info.trim().split(/\s/)[0] || null;
}

function listOf({ token, children }: Tree): List {
  const start = token.type === 'ordered_list_open' ? Number(token.attrGet('start') ?? 1) : null;
  return { kind: 'list', start, items: children.map((item) => item.children.flatMap(blockOf)) };
}

function tableOf({ children }: Tree): Table {
  const rows = children.flatMap((part) => part.children.map((row) => row.children));
  const [head = [], ...body] = rows;
  return {
    kind: 'table',
    align: head.map(({ token }) => {
      const [, side] = String(token.attrGet('style') ?? '').split('text-align:');
      return side ?? null;
    }),
    head: head.map(within),
    rows: body.map((row) => row.map(within)),
  };
}

/** What a paragraph, a heading or a cell holds: one token, whose children are the marks. */
function within({ children }: Tree): Inline[] {
  return children.flatMap(({ token }) => inlinesOf(token.children ?? []));
}

function inlineOf({ token, children }: Tree): Inline[] {
  const inner = () => joined(children.flatMap(inlineOf));
  switch (token.type) {
    case 'code_inline':
      return [{ kind: 'code', text: token.content }];
    case 'math':
      return [{ kind: 'math', text: token.content }];
    case 'softbreak':
    case 'hardbreak':
      return [{ kind: 'break' }];
    case 'em_open':
      return [{ kind: 'emphasis', children: inner() }];
    case 'strong_open':
      return [{ kind: 'strong', children: inner() }];
    case 's_open':
      return [{ kind: 'struck', children: inner() }];
    case 'link_open':
      return linkTo(String(token.attrGet('href')), inner());
    case 'image':
      return linkTo(String(token.attrGet('src')), inlinesOf(token.children ?? []));
    default:
      return [{ kind: 'text', text: token.content }];
  }
}

/** A picture is a link to it: none is loaded from elsewhere. One without words shows its address. */
function linkTo(address: string, children: Inline[]): Inline[] {
  const href = safeHref(address);
  if (href === null) return children;
  return [
    {
      kind: 'link',
      href,
      children: children.length > 0 ? children : [{ kind: 'text', text: href }],
    },
  ];
}

/** Without empty texts, and without two beside each other. */
function joined(nodes: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.kind !== 'text') result.push(node);
    else if (last?.kind === 'text')
      result[result.length - 1] = { kind: 'text', text: last.text + node.text };
    else if (node.text !== '') result.push(node);
  }
  return result;
}
