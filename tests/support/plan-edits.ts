/** Plans whose chunks look alike, and edits of them that know which chunk they are made to. */
import fc from 'fast-check';

export interface ModelChunk {
  id: string;
  number: number;
  title: string;
  duration: string | null;
  status: string | null;
  objectives: string[];
  resources: string[];
  /** Of the learner's own, below the rule. */
  text: string[];
}

export interface Model {
  keys: [key: string, value: string][];
  introduction: string[];
  chunks: ModelChunk[];
  style: Style;
}

interface Style {
  bom: boolean;
  crlf: boolean;
  /** Between two chunks. */
  gap: string;
  /** After the last line. */
  end: string;
}

/** As `plan new` prints plans; and as editors leave them. */
const style: fc.Arbitrary<Style> = fc.oneof(
  fc.constant({ bom: false, crlf: false, gap: '\n\n', end: '\n' }),
  fc.record({
    bom: fc.boolean(),
    crlf: fc.boolean(),
    gap: fc.constantFrom('\n', '\n\n', '\n  \n', '\n\n\n'),
    end: fc.constantFrom('', '\n', '\n\n', '\n\t\n'),
  }),
);

const items = fc.array(fc.constantFrom('Learn', 'Practise', '[ ] Repeat  '), { maxLength: 3 });
const ownText = fc.constantFrom(
  'Mine.   ',
  '',
  '```\n## Chunk 9: not a chunk {#chunk-001}\n```',
  '<!-- **Status**: skipped -->',
  '### Notes',
);

export const models: fc.Arbitrary<Model> = fc.record({
  keys: fc.constant<[string, string][]>([
    ['id', 'p'],
    ['title', 'P'],
    ['# a comment', ''],
    ['total_hours', '5'],
    ['status', 'in-progress   # or completed'],
    ['tags', '\n  - one\n  - two'],
  ]),
  introduction: fc.subarray(['# P', 'Why I learn this.', '## Overview', 'All of it.']),
  chunks: fc
    .array(
      fc.record({
        duration: fc.constantFrom('1 hour', null),
        status: fc.constantFrom('not-started', 'in-progress', null),
        objectives: items,
        resources: items,
        text: fc.array(ownText, { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 7 },
    )
    .map((chunks) => chunks.map((chunk, at) => ({ ...chunk, ...named(at + 1) }))),
  style,
});

const named = (number: number) => ({
  id: `chunk-${String(number).padStart(3, '0')}`,
  number,
  title: 'Work',
});

export function printModel({ keys, introduction, chunks, style: { bom, crlf, gap, end } }: Model) {
  const head = ['---', ...keys.map(([key, value]) => printKey(key, value)), '---'].join('\n');
  const parts = [introduction.join('\n\n'), ...chunks.map(printChunk)].filter(Boolean);
  const text = [head, ...parts].join(gap) + end;
  return (bom ? '\uFEFF' : '') + (crlf ? text.replaceAll('\n', '\r\n') : text);
}

const printKey = (key: string, value: string) =>
  key.startsWith('#') ? key : `${key}:${value.startsWith('\n') ? '' : ' '}${value}`;

function printChunk(chunk: ModelChunk): string {
  const list = (name: string, entries: string[]) =>
    entries.length === 0 ? [] : ['', `**${name}**:`, ...entries.map((entry) => `- ${entry}`)];
  const field = (name: string, value: string | null) =>
    value === null ? [] : [`**${name}**: ${value}`];
  const lines = [
    `## Chunk ${chunk.number}: ${chunk.title} {#${chunk.id}}`,
    ...field('Duration', chunk.duration),
    ...field('Status', chunk.status),
    ...list('Objectives', chunk.objectives),
    ...list('Resources', chunk.resources),
    '',
    '---',
    ...chunk.text,
  ];
  return lines.join('\n').trimEnd();
}

/** One thing that somebody does to a plan. Numbers choose among what is there. */
export type Edit =
  | { what: 'set'; chunk: number; field: 'title' | 'status' | 'duration'; value: string }
  | { what: 'add'; chunk: number; list: List; at: number; line: string }
  | { what: 'change'; chunk: number; list: List; at: number; line: string }
  | { what: 'take'; chunk: number; list: List; at: number }
  | { what: 'delete' | 'move' | 'swap'; chunk: number; to: number }
  | { what: 'insert'; to: number; id: string }
  | { what: 'key'; key: string; value: string }
  | { what: 'introduce'; at: number; line: string };
type List = 'objectives' | 'resources' | 'text';

/** Edits of one author, whose own words are nobody else's. */
export function editsBy(author: string): fc.Arbitrary<Edit[]> {
  const words = fc.nat(99).map((n) => `${author} ${n}`);
  const at = fc.nat(9);
  const chunk = fc.nat(9);
  const list = fc.constantFrom<List>('objectives', 'resources', 'text');
  const what = fc.constantFrom('delete' as const, 'move' as const, 'swap' as const);
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({
      what: fc.constant('set' as const),
      chunk,
      field: fc.constant('status' as const),
      value: fc.constantFrom('completed', 'skipped'),
    }),
    fc.record({
      what: fc.constant('set' as const),
      chunk,
      field: fc.constant('duration' as const),
      value: fc.constantFrom('2 hours', '3 hours'),
    }),
    fc.record({
      what: fc.constant('set' as const),
      chunk,
      field: fc.constant('title' as const),
      value: words,
    }),
    fc.record({ what: fc.constant('add' as const), chunk, list, at, line: words }),
    fc.record({ what: fc.constant('change' as const), chunk, list, at, line: words }),
    fc.record({ what: fc.constant('take' as const), chunk, list, at }),
    fc.record({ what, chunk, to: at }),
    fc.record({ what: fc.constant('insert' as const), to: at, id: words.map(slug) }),
    fc.record({
      what: fc.constant('key' as const),
      key: fc.constantFrom('total_hours', 'mood', 'title'),
      value: fc.constantFrom('7', '8'),
    }),
    fc.record({ what: fc.constant('introduce' as const), at, line: words }),
  );
  return fc.array(edit, { minLength: 1, maxLength: 4 });
}

const slug = (text: string) => text.replace(' ', '-');

/** What one author did: the plan after it, and which chunks were taken from their place. */
export interface Edited {
  model: Model;
  moved: Set<string>;
}

export function edited(base: Model, edits: readonly Edit[]): Edited {
  const result = { model: structuredClone(base), moved: new Set<string>() };
  for (const edit of edits) applyEdit(result, edit);
  return result;
}

function applyEdit({ model, moved }: Edited, edit: Edit): void {
  const { chunks, introduction, keys } = model;
  if (edit.what === 'key') {
    const known = keys.find(([key]) => key === edit.key);
    if (known) known[1] = edit.value;
    else keys.push([edit.key, edit.value]);
  } else if (edit.what === 'introduce') {
    introduction.splice(edit.at % (introduction.length + 1), 0, edit.line);
  } else if (edit.what === 'insert') {
    if (chunks.some(({ id }) => id === edit.id)) return;
    const alike = { duration: '1 hour', status: 'not-started', objectives: ['Learn'] };
    const added = { ...named(50), ...alike, id: edit.id, resources: [], text: [] };
    chunks.splice(edit.to % (chunks.length + 1), 0, added);
  } else if (chunks.length > 0) {
    const at = edit.chunk % chunks.length;
    const chunk = chunks[at] as ModelChunk;
    if (edit.what === 'set') chunk[edit.field] = edit.value;
    else if ('list' in edit) applyToList(chunk[edit.list], edit);
    else arrange(chunks, at, edit, moved);
  }
}

function applyToList(lines: string[], edit: Extract<Edit, { list: List }>): void {
  if (edit.what === 'add') lines.splice(edit.at % (lines.length + 1), 0, edit.line);
  else if (lines.length > 0) {
    lines.splice(edit.at % lines.length, 1, ...(edit.what === 'change' ? [edit.line] : []));
  }
}

function arrange(
  chunks: ModelChunk[],
  at: number,
  { what, to }: { what: 'delete' | 'move' | 'swap'; to: number },
  moved: Set<string>,
): void {
  const chunk = chunks[at] as ModelChunk;
  const other = to % chunks.length;
  if (what !== 'delete' && at !== other) moved.add(chunk.id);
  if (what === 'swap') {
    const second = chunks[other] as ModelChunk;
    if (at !== other) moved.add(second.id);
    chunks[at] = second;
    chunks[other] = chunk;
    return;
  }
  chunks.splice(at, 1);
  if (what === 'move') chunks.splice(other, 0, chunk);
}
