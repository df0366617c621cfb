/** Headings that mean to be a chunk's and are none, and sections that could be. */
import { type Line, opaqueLines } from '../text/lines.ts';

export interface Heading {
  index: number;
  level: number;
  /** Without its signs. */
  title: string;
  /** Whether it calls itself a chunk. */
  isNear: boolean;
}

const atx = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/s;
/** `Chunk 3:`, `Chunk Four -`, with or without a sign before it. */
const near = /^([^\p{L}\p{N}]{0,20})chunk[ \t]+(?:\d{1,9}|\p{L}{1,20})\b[ \t]*(?:[:.–—-][ \t]*)?/iu;

/** All headings from the line at index `from` on, but for those in code and comments. */
export function headingsOf(lines: readonly Line[], from: number): Heading[] {
  const opaque = opaqueLines(lines, from);
  return lines.flatMap(({ text }, index) => {
    const [, signs, written] = index < from || opaque.has(index) ? [] : (atx.exec(text) ?? []);
    if (signs === undefined || written === undefined) return [];
    const title = withoutMarks(written);
    return [{ index, level: signs.length, title, isNear: near.test(title) }];
  });
}

/** The title of a heading that calls itself a chunk, without that. */
export function titleOf({ title, isNear }: Heading): string {
  if (!isNear) return title;
  const [whole = '', sign = ''] = near.exec(title) ?? [];
  return `${sign.trim()} ${title.slice(whole.length)}`.trim() || title;
}

function withoutMarks(written: string): string {
  const text = written.trim().replace(/(?<![ \t#])[ \t]+#{1,100}$/, '');
  return text.replaceAll(/\*\*|__/g, '').trim();
}
