/**
 * Values in a plan's frontmatter: the part of YAML (https://yaml.org/spec/1.2.2/) that people write there by hand. What is
 * beyond it is refused, never guessed at.
 */
import { splitComment } from './fields.ts';
import type { Entry } from './frontmatter.ts';
import { invalid, quoted } from './invalid.ts';

const quotes = String.raw`"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'`;
const inQuotes = new RegExp(`^(?:${quotes})`, 's');
const flowList = new RegExp(String.raw`^\[((?:${quotes}|[^[\]{}"'])*)\](?:\s+#.*|\s*)$`, 's');
const flowItem = new RegExp(`(?:${quotes}|[^,"'])+`, 'gs');
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
  const value = inQuotes.exec(text)?.[0];
  const rest = text.slice(value?.length);
  if (value === undefined || !/^(?:\s+#|\s*$)/.test(rest)) {
    throw invalid(
      line,
      `${quoted(text)} has quotes that do not go around the whole text.`,
      'Put one at its start and one at its end.',
    );
  }
  return [value, rest];
}

/** An entry's one value; null where it is empty, `~` or `null`. */
export function scalarOf(entry: Entry): string | null {
  const first = entry.below[0];
  if (first) {
    throw invalid(
      first.number,
      `${entry.key} runs over several lines.`,
      'Put its value on one line.',
    );
  }
  return scalar(entry.value, entry.line);
}

/** An entry's values: `[a, "b"]`, a list of `- a` lines, or `a, b`; empty where there are none. */
export function listOf(entry: Entry): string[] {
  if (entry.value.startsWith('[')) {
    if (entry.below[0]) {
      throw invalid(
        entry.line,
        `the list of ${entry.key} runs over several lines.`,
        'Put it on one line, or one "- item" on each.',
      );
    }
    return flowItems(entry.value, entry.line);
  }
  const [value] = valueSpan(entry.value, entry.line);
  if (value === '') return entry.below.map((line) => blockItem(line.text, line.number));
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
  const [, inner] = flowList.exec(text) ?? [];
  if (inner === undefined || /\s#/.test(inner.replace(new RegExp(quotes, 'gs'), ''))) {
    throw invalid(
      line,
      `${quoted(text)} is not a list of texts.`,
      'Write [one, two], with quotes around texts that have brackets.',
    );
  }
  const items = inner.match(flowItem) ?? [];
  return items.flatMap((written) => {
    const item = scalar(written.trim(), line);
    return item === null ? [] : [notPair(item, written.trim(), line)];
  });
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
