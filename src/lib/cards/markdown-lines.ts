/** The lines that mean something in a cards file, and how a text that looks like one is told apart. */
import { isFence } from '../text/lines.ts';

const fieldNames = [
  'q',
  'a',
  'tags',
  'source',
  'created',
  'ease',
  'interval',
  'repetitions',
  'next review',
  'last review',
] as const;
export type CardField = (typeof fieldNames)[number];

const field = new RegExp(
  String.raw`^ {0,3}\*\*(${fieldNames.join('|')})(?::\*\*|\*\*[ \t]*:)[ \t]*(.*)$`,
  'is',
);
const heading = /^ {0,3}##[ \t]+card\b/i;
const rule = /^ {0,3}-{3,}[ \t]*$/;

export function readCardField(text: string): { name: CardField; value: string } | null {
  const [, written, value = ''] = field.exec(text) ?? [];
  const name = fieldNames.find((known) => known === written?.toLowerCase());
  return name ? { name, value: value.trim() } : null;
}

export function isCardHeading(text: string): boolean {
  return heading.test(text);
}

export function isRule(text: string): boolean {
  return rule.test(text);
}

/** Markdown shows a backslash before a sign as the sign alone. */
const escaped = /^( {0,3})(\\*)(.*)$/s;

/** A line of a card's text outside of its code, with a backslash where it would be taken for something else. */
export function escapeLine(text: string, means = hasMeaning): string {
  const [, blanks = '', slashes = '', rest = ''] = escaped.exec(text) ?? [];
  return means(rest) ? `${blanks}\\${slashes}${rest}` : text;
}

export function unescapeLine(text: string, means = hasMeaning): string {
  const [, blanks = '', slashes = '', rest = ''] = escaped.exec(text) ?? [];
  return slashes !== '' && means(rest) ? `${blanks}${slashes.slice(1)}${rest}` : text;
}

/** Behind a field's name, only a fence or a comment would be taken for anything else. */
export const meansFirst = isFence;

function hasMeaning(text: string): boolean {
  return isCardHeading(text) || isRule(text) || isFence(text) || readCardField(text) !== null;
}
