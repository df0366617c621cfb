/**
 * The lines of a plan's parts as a merge takes them: which of them are known by a name, and what the others stand
 * under.
 */

import { type Line as FileLine, opaqueLines } from '../../text/lines.ts';
import type { FoundChunk } from '../chunks.ts';
import type { Line } from './changes.ts';

const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;

const plain = ({ text, eol }: FileLine, under: string): Line => ({
  text: text + eol,
  name: null,
  under,
});

/** A key and all lines that belong to it are one; comments between keys are lines of their own. */
export function frontmatterLines(lines: readonly FileLine[]): Line[] {
  const found: Line[] = [];
  let key: Line | null = null;
  /** Blank lines and comments: the key's where more of it follows. */
  let between: Line[] = [];
  const close = lines.length - 1;
  for (const [at, line] of lines.entries()) {
    const own = plain(line, 'frontmatter');
    const [, name] = /^([^\s#\-\]}][^:]*):/.exec(line.text) ?? [];
    if (key && at < close && /^\s*(?:#|$)/.test(line.text)) between.push(own);
    else if (key && at < close && name === undefined) {
      key.text += [...between, own].map(({ text }) => text).join('');
      between = [];
    } else {
      key = name === undefined || at === close ? null : own;
      if (key) key.name = String(name).trim().toLowerCase();
      found.push(...between, own);
      between = [];
    }
  }
  return found;
}

export function introductionLines(lines: readonly FileLine[]): Line[] {
  const opaque = opaqueLines(lines, 0);
  const title = lines.findIndex(({ text }, at) => /^ {0,3}#[ \t]/.test(text) && !opaque.has(at));
  return lines.map((line, at) => ({ ...plain(line, ''), name: at === title ? 'heading' : null }));
}

export function sectionLines(lines: readonly FileLine[]): Line[] {
  return lines.map((line, at) => ({ ...plain(line, ''), name: at === 0 ? 'heading' : null }));
}

const lists = ['objectives', 'resources', 'deliverable'];

export function chunkLines(
  lines: readonly FileLine[],
  from: number,
  { fields }: FoundChunk,
): Line[] {
  const names = new Map<number, string>([[0, 'heading']]);
  for (const [name, at] of fields) names.set(at - from, name);
  let under = 'text';
  return lines.map((line, at) => {
    const name = names.get(at) ?? null;
    if (name !== null) under = lists.includes(name) ? name : 'text';
    else if (rule.test(line.text) || /^ {0,3}#{3,6}(?:[ \t]|$)/.test(line.text)) under = 'text';
    return { ...plain(line, under), name };
  });
}
