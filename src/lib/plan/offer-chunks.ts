/** Chunks for a plan that has none, made of its sections or its boxes. */
import { type Line, opaqueLines } from '../text/lines.ts';
import type { Remark } from '../text/remark.ts';
import { readField } from './fields.ts';
import { type Heading, headingsOf, titleOf } from './near-chunks.ts';
import type { ChunkStatus } from './plan.ts';

const box = /^( {0,3})(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX/~-])\][ \t]+(\S.*)$/s;
const anyBox = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX/~-])\]/;

interface Place {
  index: number;
  title: string;
  /** Null where the text says it, or there is nothing to tell it by. */
  status: ChunkStatus | null;
}

/** The lines with `## Chunk N: Title` in place of a heading or a box; as they are where there is neither. */
export function withChunks(
  lines: readonly Line[],
  from: number,
  remarks: Remark[],
): readonly Line[] {
  const headings = sectionsOf(headingsOf(lines, from), lines);
  const boxes = boxesOf(lines, from);
  const useBoxes = boxes.length > 1 ? headings.length < 2 : headings.length === 0;
  const places = useBoxes ? boxes : sectionPlaces(headings, lines);
  if (places.length === 0) {
    const what = 'no chunk is here. Write one like this, on a line of its own: ## Chunk 1: Title';
    remarks.push({ line: lines.length > 0 ? from + 1 : 1, text: what });
    return lines;
  }
  const what = useBoxes ? 'boxes' : 'sections';
  places.forEach(({ index, title }, at) => {
    remarks.push({ line: index + 1, text: `chunk ${at + 1} is made of its ${what}: ${title}` });
  });
  return rewritten(lines, places);
}

/** The headings of the highest level that parts the text, and those that call themselves a chunk. */
function sectionsOf(headings: readonly Heading[], lines: readonly Line[]): Heading[] {
  const [first, second] = headings;
  const others = headings.filter(({ level }) => level === 1).length - 1;
  const until = lines.slice((first?.index ?? 0) + 1, second?.index ?? lines.length);
  const isTitle = first?.level === 1 && (others === 0 || until.every(({ text }) => !text.trim()));
  const rest = isTitle ? headings.slice(1) : headings;
  const isNear = rest.some((heading) => heading.isNear);
  const level = Math.min(...rest.map((heading) => heading.level));
  return rest.filter((heading) => heading.level === level || (isNear && heading.isNear));
}

function sectionPlaces(headings: readonly Heading[], lines: readonly Line[]): Place[] {
  return headings.map((heading, at) => {
    const end = headings[at + 1]?.index ?? lines.length;
    const own = lines.slice(heading.index + 1, end);
    const says = own.some(({ text }) => readField(text)?.name === 'status');
    return { index: heading.index, title: titleOf(heading), status: says ? null : doneOf(own) };
  });
}

/** By the boxes in it. */
function doneOf(lines: readonly Line[]): ChunkStatus | null {
  const marks = lines.flatMap(({ text }) => anyBox.exec(text)?.[1] ?? []);
  const done = marks.filter((mark) => mark.toLowerCase() === 'x').length;
  if (done === 0) return null;
  return done === marks.length ? 'completed' : 'in-progress';
}

/** Those that are within none; boxes within them are their text. */
function boxesOf(lines: readonly Line[], from: number): Place[] {
  const opaque = opaqueLines(lines, from);
  const found = lines.flatMap(({ text }, index) => {
    const [, indent, mark, title] = index < from || opaque.has(index) ? [] : (box.exec(text) ?? []);
    if (indent === undefined || mark === undefined || title === undefined) return [];
    return [{ index, title: title.trim(), status: statusOf(mark), indent: indent.length }];
  });
  const least = found.reduce((indent, one) => Math.min(indent, one.indent), 3);
  return found.filter(({ indent }) => indent === least);
}

function statusOf(mark: string): ChunkStatus | null {
  if (mark === ' ') return null;
  if (mark === '-' || mark === '~') return 'skipped';
  return mark === '/' ? 'in-progress' : 'completed';
}

function rewritten(lines: readonly Line[], places: readonly Place[]): Line[] {
  const byIndex = new Map(places.map((place, at) => [place.index, { ...place, number: at + 1 }]));
  return lines.flatMap((line, index) => {
    const place = byIndex.get(index);
    if (!place) return [line];
    const { number, title, status } = place;
    const id = `chunk-${String(number).padStart(3, '0')}`;
    const heading = { ...line, text: `## Chunk ${number}: ${title} {#${id}}` };
    if (status === null) return [heading];
    const eol = line.eol || '\n';
    return [
      { ...heading, eol },
      { ...line, text: `**Status**: ${status}` },
    ];
  });
}
