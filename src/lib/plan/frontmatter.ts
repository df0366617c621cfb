/** The frontmatter of a plan file: which keys it has, and where. Their values are read by `values.ts`. */

import type { Line } from '../text/lines.ts';
import { invalid, quoted } from './invalid.ts';

/** One key: its line, what follows the colon, and the lines below that are its own, without blank ones and comments. */
export interface Entry {
  key: string;
  /** Of the key, in the file's lines. */
  index: number;
  line: number;
  value: string;
  below: Line[];
  /** All lines up to the next key. */
  under: Line[];
}

export interface Frontmatter {
  /** By key, in lower case; keys that Samedi does not know are here too, and mean nothing. */
  entries: Map<string, Entry>;
  /** Indexes of the two `---` lines. */
  open: number;
  close: number;
}

const keyed = /^(?:"([^"]+)"\s*|'([^']+)'\s*|([\p{L}_][^:#"']*)):(?:\s+(.*))?$/su;

/** Whether a text begins as a plan does, or is other prose, such as a README. */
export function hasFrontmatter(text: string): boolean {
  return /^\uFEFF?\s*---[^\S\n]*(?:\n|$)/.test(text);
}

/**
 * Throws `plan_file_invalid` where there is none, where it is not closed, or where a line is neither a key nor belongs
 * to one.
 */
export function readFrontmatter(lines: readonly Line[]): Frontmatter {
  const open = lines.findIndex((line) => line.text.replace('\uFEFF', '').trim() !== '');
  const first = lines[open];
  if (!first || !/^\uFEFF?---\s*$/.test(first.text)) {
    throw invalid(
      first?.number ?? 1,
      'a plan begins with a frontmatter between two lines of ---, and this file does not.',
      'Put at least this at its top: ---, id: my-plan, title: My plan, ---, each on a line.',
    );
  }
  const close = lines.findIndex((line, at) => at > open && /^(?:---|\.\.\.)\s*$/.test(line.text));
  if (close === -1) {
    throw invalid(first.number, 'the frontmatter is never closed.', 'End it with a line of ---.');
  }
  return { entries: readEntries(lines.slice(open + 1, close), open + 1), open, close };
}

function readEntries(lines: readonly Line[], offset: number): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let current: Entry | null = null;
  lines.forEach((line, at) => {
    const says = !/^\s*(?:#|$)/.test(line.text);
    if (!says || (current && goesOn(current, line.text))) {
      current?.under.push(line);
      if (says) current?.below.push(line);
      return;
    }
    current = readEntry(line, offset + at);
    const earlier = entries.get(current.key);
    if (earlier) {
      throw invalid(
        line.number,
        `${current.key} is given twice, first on line ${earlier.line}.`,
        'Remove one of the two.',
      );
    }
    entries.set(current.key, current);
  });
  return entries;
}

function goesOn(entry: Entry, text: string): boolean {
  return /^(?:\s|-(?:\s|$))/.test(text) || (entry.value.startsWith('[') && text.startsWith(']'));
}

function readEntry(line: Line, index: number): Entry {
  const [, double, single, plain, value] = keyed.exec(line.text) ?? [];
  const key = double ?? single ?? plain?.trimEnd();
  if (key === undefined) {
    throw invalid(
      line.number,
      `${quoted(line.text.trim())} is not "key: value".`,
      'Write a colon and a space between the two, and close the frontmatter with a line of ---.',
    );
  }
  return {
    key: key.toLowerCase(),
    index,
    line: line.number,
    value: (value ?? '').trim(),
    below: [],
    under: [],
  };
}
