/**
 * Values in a plan's frontmatter: the part of YAML (https://yaml.org/spec/1.2.2/) that people write on a line by hand. What runs
 * over several lines is read by a library (`several-lines.ts`), and what is beyond that is refused, never guessed at.
 */
import { splitComment } from './fields.ts';
import type { Entry } from './frontmatter.ts';
import { invalid, quoted } from './invalid.ts';
import { textOf, textsOf } from './several-lines.ts';

const inQuotes = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/sy;
const escapeSequence = /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(.))/gi;
const escapes: Record<string, string> = {
  '0': '\0',
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '/': '/',
  '\\': '\\',
  ' ': ' ',
};

/** A value as it is written, its quotes included, and the rest of its line: spaces and a comment. */
export function valueSpan(text: string, line: number): [value: string, rest: string] {
  if (!/^["']/.test(text)) return splitComment(text);
  const value = quotedAt(text, 0);
  const rest = text.slice(value?.length ?? 0);
  if (value === null || !/^(?:\s+#|\s*$)/.test(rest)) {
    throw invalid(
      line,
      `${quoted(text)} has quotes that do not go around the whole text.`,
      'Put one at its start and one at its end.',
    );
  }
  return [value, rest];
}

function quotedAt(text: string, at: number): string | null {
  inQuotes.lastIndex = at;
  return inQuotes.exec(text)?.[0] ?? null;
}

/** An entry's one value; null where it is empty, `~` or `null`. */
export function scalarOf(entry: Entry): string | null {
  return entry.below.length > 0 ? textOf(entry) : scalar(entry.value, entry.line);
}

/** An entry's values: `[a, "b"]`, a list of `- a` lines, or `a, b`; empty where there are none. */
export function listOf(entry: Entry): string[] {
  const { value: written, line, below } = entry;
  if (written.startsWith('[')) return below[0] ? textsOf(entry) : flowItems(written, line);
  const value = below[0] ? written.replace(/^#.*$/s, '') : valueSpan(written, line)[0];
  if (value === '') {
    const single = below.every(({ text }) => /^\s*-\s/.test(text));
    return single ? below.map(({ text, number }) => blockItem(text, number)) : textsOf(entry);
  }
  const one = scalarOf(entry);
  if (one === null) return [];
  return /^["']/.test(value)
    ? [one]
    : one
        .split(',')
        .map((item) => item.trim())
        .filter(Boolean);
}

function blockItem(text: string, line: number): string {
  const [, written] = /^\s*-\s+(.*)$/s.exec(text) ?? [];
  const item = written === undefined ? null : scalar(written.trim(), line);
  if (item === null)
    throw invalid(line, `${quoted(text.trim())} is not a list item.`, 'Write "- item".');
  return notPair(item, written ?? '', line);
}

function flowItems(text: string, line: number): string[] {
  const items = splitFlow(text);
  if (items === null) {
    throw invalid(
      line,
      `${quoted(text)} is not a list of texts.`,
      'Write [one, two], with quotes around texts that have brackets.',
    );
  }
  return items.flatMap((written) => {
    const item = scalar(written, line);
    return item === null ? [] : [notPair(item, written, line)];
  });
}

/** The items between brackets as they are written; null where something else is among them, or behind. */
function splitFlow(text: string): string[] | null {
  const ends: number[] = [];
  let at = 1;
  while (at < text.length && text[at] !== ']') {
    const isComment = text[at] === '#' && /\s/.test(text[at - 1] ?? '');
    if (isComment || /[[{}]/.test(text[at] ?? '')) return null;
    if (text[at] === ',') ends.push(at);
    const inside = /["']/.test(text[at] ?? '') ? quotedAt(text, at) : text[at];
    if (!inside) return null;
    at += inside.length;
  }
  if (text[at] !== ']' || !/^(?:\s+#|\s*$)/.test(text.slice(at + 1))) return null;
  return [...ends, at].map((end, index) => text.slice((ends[index - 1] ?? 0) + 1, end).trim());
}

/** In a list, YAML reads `a: b` as a pair. */
function notPair(item: string, written: string, line: number): string {
  if (!/^["']/.test(written) && /:(?:\s|$)/.test(item)) {
    throw invalid(line, `${quoted(item)} would be a pair, not a text.`, 'Put it in quotes.');
  }
  return item;
}

function scalar(text: string, line: number): string | null {
  const [value] = valueSpan(text, line);
  if (value.startsWith("'")) return value.slice(1, -1).replaceAll("''", "'");
  if (value.startsWith('"')) return unescaped(value.slice(1, -1), line);
  if (/^(?:[[\]{}&*!|>%@`,]|[-?](?:\s|$))/.test(value)) {
    throw invalid(line, `${quoted(value)} is not a plain text.`, 'Put it in quotes.');
  }
  return value === '' || value === '~' || /^null$/i.test(value) ? null : value;
}

function unescaped(text: string, line: number): string {
  return text.replace(
    escapeSequence,
    (whole, x?: string, u?: string, wide?: string, one?: string) => {
      const code = x ?? u ?? wide;
      const known = code ? Number.parseInt(code, 16) : undefined;
      const found =
        known !== undefined && known <= 0x10ffff ? String.fromCodePoint(known) : escapes[one ?? ''];
      if (found === undefined) {
        throw invalid(
          line,
          `${quoted(whole)} is not an escape.`,
          'Write a backslash twice to mean one.',
        );
      }
      return found;
    },
  );
}
