/** All of `src/lib` that reads what people or strangers write. */
import { parseCardsAnki } from '../../../src/lib/cards/anki.ts';
import { clozeCards, readBlanks } from '../../../src/lib/cards/cloze.ts';
import { parseCardsCsv } from '../../../src/lib/cards/csv.ts';
import { htmlText } from '../../../src/lib/cards/html-text.ts';
import { parseCardsMarkdown } from '../../../src/lib/cards/parse-markdown.ts';
import { readTags } from '../../../src/lib/cards/tags.ts';
import { offerPlan } from '../../../src/lib/plan/offer.ts';
import { parsePlan, setChunkStatus, setPlanStatus } from '../../../src/lib/plan/plan-file.ts';
import { SessionFilter } from '../../../src/lib/queries/filters.ts';
import { readBlocks, readInline } from '../../../src/lib/text/markdown/read.ts';
import { slugOf } from '../../../src/lib/text/slug.ts';
import { setTomlValue } from '../../../src/lib/text/toml-edit.ts';
import { readDuration, readEstimate } from '../../../src/lib/time/durations.ts';
import { readFirstVersionTime } from '../../../src/lib/time/first-version-times.ts';
import { readMoment } from '../../../src/lib/time/moments.ts';
import { readRange } from '../../../src/lib/time/range.ts';
import { headingTitle } from '../../../src/lib/views/dashboard/recent-sessions.ts';

const unlimited = () => ({ characters: Number.POSITIVE_INFINITY, nodes: Number.POSITIVE_INFINITY });

export interface Parser {
  read: (text: string) => unknown;
  /** What texts for it are made of. */
  pieces: readonly string[];
}

const marks = [
  ...[
    '[',
    ']',
    '![',
    '](',
    '*a_',
    '**a ',
    '~~',
    '`',
    '``a',
    '<a ',
    '<!--',
    '\\',
    '$a ',
    '\\(',
    '\\[',
  ],
  ...[
    '> ',
    '- ',
    '1. ',
    '|',
    '-|',
    '# ',
    '```\n',
    '~~~\n',
    '$$\n',
    '    ',
    '\n',
    'a',
    'http://a.b/',
    '&',
    ')',
  ],
];
const planPieces = [
  ...[
    '## Chunk 1: A {#',
    '{#',
    '}',
    '#',
    ' ',
    '\t',
    '**Status**: ',
    '**Objectives**:\n',
    '- ',
    '---\n',
    '\n',
  ],
  ...['<!--\n', '```\n', 'a', '*', '**', ': ', '- a\n', '-->', '## Chunk '],
];
const values = [
  'a: ',
  '[',
  ']',
  '"',
  "'",
  ', ',
  '{',
  '&a ',
  '*a ',
  '- ',
  '\n',
  ' ',
  '#',
  '|',
  '\\',
  '>',
  '\n ',
  'b',
];
const cells = [
  '"',
  '""',
  ',',
  '\t',
  '\n',
  '\r\n',
  'a',
  ' ',
  '#',
  '<a ',
  '</div>',
  '<div>',
  '<img src=',
  '&',
  '>',
];
const cards = [
  '## Card 1\n',
  '## Card 2 {#',
  '}',
  '**Q**:',
  '**A**: ',
  '\n',
  '---\n',
  '\\',
  ' ',
  'a',
  '**',
];
const notes = [
  'Q: ',
  'A: ',
  'C: ',
  '[',
  ']',
  '\\',
  '::',
  ':::',
  '?\n',
  '??\n',
  '==',
  '{{c1::',
  '}}',
  '{{',
  '`',
  '\n',
  'a',
  '#t ',
  '```\n',
  '---\n',
  '<!--SR:',
  '-->',
];
const tags = [
  '<b>',
  '</b>',
  '<pre>',
  '</pre>',
  '<style>',
  '</style',
  '<!--',
  '-->',
  '<sup>',
  '</sup>',
  '<sub>',
  '<ul>',
  '<li>',
  '</ul>',
  '<ol>',
  '<td>',
  '<tr>',
  '<a href="',
  '<a ',
  '</a>',
  '&amp;',
  '&',
  '<',
  '>',
  ' ',
  'a',
  '"',
  '\n',
  '<br>',
  '<hr>',
];
const words = [
  '1',
  ':',
  '.',
  ' ',
  'h',
  '-',
  '+',
  'T',
  ',',
  'Z',
  '0',
  'a',
  '..',
  '#',
  '[',
  ']',
  '=',
  '"',
  '\u0301',
  '\n',
];

export const parsers: Record<string, Parser> = {
  'markdown blocks': { read: (text) => readBlocks(text, unlimited()), pieces: marks },
  'markdown in a line': { read: (text) => readInline(text, unlimited()), pieces: marks },
  plan: { read: (text) => parsePlan(`---\nid: p\ntitle: P\n---\n${text}`), pieces: planPieces },
  'chunk heading': {
    read: (text) => parsePlan(`---\nid: p\ntitle: P\n---\n## Chunk 1: ${text}`),
    pieces: planPieces,
  },
  'plan of any markdown': {
    read: (text) => offerPlan(`# T\n${text}`, { fileName: 'f' }),
    pieces: [...planPieces, '- [x] ', '# ', '## ', '### **Chunk 2**: ', '__', ' ##'],
  },
  estimate: { read: readEstimate, pieces: ['~', '1', ',5', ' ', '-', 'to', 'h', 'about', '.'] },
  'plan edit': {
    read: (text) =>
      setChunkStatus(`---\nid: p\ntitle: P\n---\n## Chunk 1\n${text}`, 'chunk-001', 'skipped'),
    pieces: planPieces,
  },
  frontmatter: {
    read: (text) => setPlanStatus(`---\nid: p\n${text}\n---\n`, 'archived'),
    pieces: values,
  },
  'frontmatter below a key': {
    read: (text) => parsePlan(`---\nid: p\ntitle:\n  ${text.replaceAll('\n', '\n  ')}\n---\n`),
    pieces: values,
  },
  'frontmatter list': {
    read: (text) => parsePlan(`---\nid: p\ntitle: P\ntags: [${text}\n]\n---\n`),
    pieces: values,
  },
  'frontmatter value': {
    read: (text) => parsePlan(`---\nid: p\ntitle: P\ntags: ${text}\n---\n`),
    pieces: values,
  },
  'cards in markdown': { read: (text) => parseCardsMarkdown(`## Card 1\n${text}`), pieces: cards },
  'cards as CSV': { read: (text) => parseCardsCsv(`question,answer\n${text}`), pieces: cells },
  'cards of Anki': { read: (text) => parseCardsAnki(`#html:true\n${text}\ta`), pieces: cells },
  'cards of Anki without a head': { read: parseCardsAnki, pieces: [...cells, '{{c1::', '}}', '|'] },
  'cards as CSV of any kind': {
    read: parseCardsCsv,
    pieces: [...cells, 'front', 'back', 'sep=;\n'],
  },
  'cards of hashcards': { read: (text) => parseCardsMarkdown(`Q: a\n${text}`), pieces: notes },
  'cards with blanks of hashcards': {
    read: (text) => parseCardsMarkdown(`C: a\n${text}`),
    pieces: notes,
  },
  'cards of Obsidian': { read: parseCardsMarkdown, pieces: notes.slice(3) },
  HTML: { read: htmlText, pieces: [...cells, ...tags] },
  'tags of HTML': { read: htmlText, pieces: tags },
  'blanks of Anki': { read: (text) => clozeCards(readBlanks(text).slice(0, 40)), pieces: notes },
  tags: { read: readTags, pieces: cells },
  'heading of a chunk': { read: (text) => headingTitle(`## ${text}`), pieces: planPieces },
  slug: { read: slugOf, pieces: words },
  TOML: { read: (text) => setTomlValue(`[${text}`, 'user', 'email', '"a"'), pieces: words },
  duration: { read: readDuration, pieces: words },
  time: { read: readFirstVersionTime, pieces: words },
  moment: {
    read: (text) => readMoment(text, 0, 'UTC'),
    pieces: [...words, ' ago', 'pm', 'monday', 'last ', '2026-01-01T', ',', 'at '],
  },
  range: { read: (text) => readRange(text, '2026-01-01', 1), pieces: words },
  cursor: { read: (text) => SessionFilter.safeParse({ before: text }), pieces: words },
};

/** Being refused is being read, too. */
export function readOrRefuse({ read }: Parser, text: string): void {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
