/** A plan file in the parts that a merge knows, which put together are the file again, byte for byte. */
import { SamediError } from '../../errors.ts';
import { opaqueLines } from '../../text/lines.ts';
import type { FoundChunk } from '../chunks.ts';
import { type PlanSource, readPlan } from '../parse.ts';
import type { Line } from './changes.ts';
import { chunkLines, frontmatterLines, introductionLines, sectionLines } from './named-lines.ts';

/** The frontmatter, the introduction, a chunk, or a section that is none. */
export interface Part {
  id: string;
  /** What a person knows it by. */
  label: string;
  /** Of a chunk or a section. */
  title: string;
  /** From its first line to its last that is not blank. */
  lines: Line[];
  /** The blank lines below. */
  gap: string;
}

export interface Structure {
  frontmatter: Part;
  /** What stands before the first chunk; without lines where nothing does. */
  introduction: Part;
  /** And sections that are none, from the first chunk on. */
  chunks: Part[];
  /** Whether the last line is ended. */
  ended: boolean;
}

/** In the file's order. */
export function partsOf({ frontmatter, introduction, chunks }: Structure): Part[] {
  return [frontmatter, ...(introduction.lines.length > 0 ? [introduction] : []), ...chunks];
}

/** No chunk's id has a space in it. */
export const isSection = (id: string) => id.startsWith('section ');

const sectionHeading = /^ {0,3}#{1,2}(?:[ \t]|$)/;

/** Null where chunks cannot be told from each other: the file cannot be read, or one of them has no `{#id}`. */
export function readStructure(text: string): Structure | null {
  const source = sourceOf(text);
  if (!source?.chunks.every((found) => hasOwnId(source, found))) return null;
  const ended = text.endsWith('\n');
  const last = source.lines.length - (ended ? 1 : 0);
  const eol = source.lines.find((line) => line.eol !== '')?.eol ?? '\n';
  const lines = source.lines.slice(0, last).map((line) => ({ ...line, eol: line.eol || eol }));
  const body = source.frontmatter.close + 1;
  const starts = partStarts(source);
  const first = starts[0]?.at ?? lines.length;
  const before = introductionLines(lines.slice(body, first));
  const written = before.findIndex((line) => !isBlank(line));
  const blank = written === -1 ? before : before.slice(0, written);
  const chunks = starts.map(({ at, chunk, ...named }, index) => {
    const own = lines.slice(at, starts[index + 1]?.at ?? lines.length);
    return part(named, chunk ? chunkLines(own, at, chunk) : sectionLines(own));
  });
  return {
    frontmatter: part({ id: 'the frontmatter', label: '', title: '' }, [
      ...frontmatterLines(lines.slice(0, body)),
      ...blank,
    ]),
    introduction: part(
      { id: 'the introduction', label: 'introduction', title: '' },
      before.slice(blank.length),
    ),
    chunks,
    ended,
  };
}

function sourceOf(text: string): PlanSource | null {
  try {
    return readPlan(text);
  } catch (error) {
    if (error instanceof SamediError) return null;
    throw error;
  }
}

function hasOwnId({ lines }: PlanSource, { heading }: FoundChunk): boolean {
  return /\{#[^{}]+\}[\s#]*$/.test(lines[heading]?.text ?? '');
}

type Named = Pick<Part, 'id' | 'label' | 'title'>;

interface Start extends Named {
  at: number;
  chunk: FoundChunk | null;
}

/** Where chunks begin, and other sections from the first chunk on. */
function partStarts({ lines, chunks }: PlanSource): Start[] {
  const first = chunks[0]?.heading ?? lines.length;
  const opaque = opaqueLines(lines, first);
  const byLine = new Map(chunks.map((found) => [found.heading, found]));
  const named = new Map<string, number>();
  const starts: Start[] = [];
  for (let at = first; at < lines.length; at += 1) {
    const found = byLine.get(at);
    const text = lines[at]?.text ?? '';
    if (found) {
      const { id, number, title } = found.chunk;
      starts.push({ at, id, label: `chunk ${number}`, title, chunk: found });
    } else if (!opaque.has(at) && sectionHeading.test(text)) {
      const title = text.replace(/[#\s]+/g, ' ').trim();
      const count = (named.get(title) ?? 0) + 1;
      named.set(title, count);
      const id = `section ${count} ${title}`;
      starts.push({ at, id, label: `section "${title}"`, title, chunk: null });
    }
  }
  return starts;
}

/** `lines` without the blank ones at the end, which are the gap. */
function part(named: Named, all: Line[]): Part {
  let end = all.length;
  while (end > 0 && isBlank(all[end - 1])) end -= 1;
  const gap = all.slice(end).map(({ text }) => text);
  return { ...named, lines: all.slice(0, end), gap: gap.join('') };
}

const isBlank = (line: Line | undefined) => line?.name === null && line.text.trim() === '';
