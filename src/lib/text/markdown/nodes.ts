/** What markdown is read into. Nodes hold text, never HTML: whoever shows them makes elements of them. */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  /** As written, its `$…$`, `\(…\)` or `\[…\]` included. */
  | { kind: 'math'; text: string }
  | { kind: 'break' }
  | { kind: 'emphasis'; children: Inline[] }
  | { kind: 'strong'; children: Inline[] }
  | { kind: 'struck'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] };

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  /** 1 is the greatest. */
  | { kind: 'heading'; level: number; children: Inline[] }
  /** The language is what the learner calls it; null where nothing is said. */
  | { kind: 'code'; text: string; language: string | null }
  | { kind: 'quote'; children: Block[] }
  | List
  | Table
  | { kind: 'rule' }
  /** Shown as it is, line by line: what is too long or too deep to be read. */
  | { kind: 'verbatim'; text: string };

export interface List {
  kind: 'list';
  /** The number that it begins with; null where it has none. */
  start: number | null;
  items: Block[][];
}

export interface Table {
  kind: 'table';
  align: (string | null)[];
  head: Inline[][];
  rows: Inline[][][];
}
