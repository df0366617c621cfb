/** Plans to try the plan file's laws on. */
import fc from 'fast-check';
import {
  type Chunk,
  chunkStatuses,
  type Plan,
  planStatuses,
} from '../../src/lib/plan/plan-file.ts';

/** One line of text without markup at its ends, as a title or a list item has it. */
const phrase = fc
  .stringMatching(/^[\p{L}\d][\p{L}\d "':,.!?#&()-]{0,30}[\p{L}\d?!)]$/u)
  .map((text) => text.replace(/\s+/g, ' '));

const chunk = (index: number): fc.Arbitrary<Chunk> =>
  fc.record({
    id: fc.constant(`chunk-${String(index + 1).padStart(3, '0')}`),
    number: fc.constant(index + 1),
    title: phrase,
    minutes: fc.option(fc.nat(600)),
    status: fc.constantFrom(...chunkStatuses),
    objectives: fc.array(phrase, { maxLength: 3 }),
    resources: fc.array(phrase, { maxLength: 3 }),
    deliverable: fc.option(phrase),
    line: fc.constant(0),
  });

const moment = fc.integer({ min: -2_000_000_000_000, max: 253_000_000_000_000 });

/** Any plan that a file can hold; its chunks' lines are 0. */
export const plans: fc.Arbitrary<Plan> = fc.record({
  id: fc.stringMatching(/^[a-z\d][a-z\d._-]{0,20}$/),
  title: fc.oneof(
    phrase,
    fc.string({ minLength: 1, unit: 'grapheme' }).filter((t) => !/^\s|\s$|^$/.test(t)),
  ),
  createdAt: fc.option(moment),
  updatedAt: fc.option(moment),
  totalHours: fc.option(fc.double({ min: 0, max: 1_000_000, noNaN: true }).map(Math.abs)),
  status: fc.constantFrom(...planStatuses),
  tags: fc.array(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), { maxLength: 4 }),
  chunks: fc
    .nat(4)
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => chunk(at)))),
});

/** Lines of the learner's own, as they stand between the parts of a plan. */
const ownText = fc.constantFrom(
  '',
  'My own notes are mine.   ',
  '- a list of my own',
  '> **Status**: said somebody else',
  '```md\n## Chunk 9: not a chunk {#chunk-001}\n**Status**: skipped\n```',
  '~~~\n**Status**: skipped\n~~~',
  '<!-- ## Chunk 8: taken out {#chunk-001}\n**Status**: skipped -->',
  '    **Status**: in an indented block',
  '\t',
  '#hashtag',
  '| a | table |',
  '**Mood**: good # very',
  'naïve 日本語 🦀',
);

/** A plan's file with the learner's own lines put in before every heading, and any of both line endings. */
export function withOwnText(printed: string): fc.Arbitrary<string> {
  return fc
    .record({
      texts: fc.array(ownText, { minLength: 1, maxLength: 6 }),
      crlf: fc.boolean(),
      bom: fc.boolean(),
      cut: fc.boolean(),
      comments: fc.boolean(),
    })
    .map(({ texts, crlf, bom, cut, comments }) => {
      let at = 0;
      let text = printed.replace(/^## .*/gm, (line) => `${texts[at++ % texts.length]}\n\n${line}`);
      if (comments) text = text.replace(/^(?:\*\*Status\*\*|status): [\w-]+$/gm, '$&  # mine  ');
      if (cut) text = text.replace(/\n+(?:---\n)?$/, '');
      if (crlf) text = text.replaceAll('\n', '\r\n');
      return bom ? `\uFEFF${text}` : text;
    });
}
