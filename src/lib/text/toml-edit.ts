/** Edits of TOML (https://toml.io/en/v1.0.0) that change one line and leave every other byte as it is. */
import { insertLine, joinLines, type Line, replaceLine, splitLines } from './lines.ts';

const header = /^\uFEFF?\s*\[/;
const value = String.raw`"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#[{][^#]*?`;

/**
 * The file with `name` in `[section]` set to `literal`, which is TOML already. A comment behind the old value stays; a
 * new line comes at the end of its section, a new section at the end of the file. Null where the old value is not on
 * one line.
 *
 * It goes by lines alone, so in a file with texts over several lines it may take one for a header: whoever calls it
 * compares what both texts mean.
 */
export function setTomlValue(
  text: string,
  section: string,
  name: string,
  literal: string,
): string | null {
  const lines = splitLines(text);
  const start = lines.findIndex((line) => isHeader(line, section));
  if (start === -1) return withNewSection(lines, [`[${section}]`, `${name} = ${literal}`]);
  const next = lines.findIndex((line, index) => index > start && header.test(line.text));
  const end = next === -1 ? lines.length : next;
  const isKey = keyPattern(name);
  const at = lines.findIndex(
    (line, index) => index > start && index < end && isKey.test(line.text),
  );
  if (at === -1) {
    return joinLines(insertLine(lines, lastFilled(lines, end) + 1, `${name} = ${literal}`));
  }
  const old = new RegExp(`${isKey.source}(?:${value})(\\s*(?:#.*)?)$`, 's').exec(
    lines[at]?.text ?? '',
  );
  return old && joinLines(replaceLine(lines, at, `${old[1]}${literal}${old[2]}`));
}

function isHeader(line: Line, section: string): boolean {
  const text = line.text.replace('\uFEFF', '').trim();
  const close = text.indexOf(']');
  if (!text.startsWith('[') || !/^(?:#|$)/.test(text.slice(close + 1).trim())) return false;
  const name = text.slice(1, close).trim();
  return name === section || name === `"${section}"`;
}

function keyPattern(name: string): RegExp {
  return new RegExp(`^(\\s*(?:${name}|"${name}"|'${name}')\\s*=\\s*)`, 's');
}

/** The last line before `end` that is not blank. */
function lastFilled(lines: readonly Line[], end: number): number {
  let at = end - 1;
  while (at > 0 && lines[at]?.text.trim() === '') at -= 1;
  return at;
}

function withNewSection(lines: readonly Line[], added: readonly string[]): string {
  const eol = lines.find((line) => line.eol !== '')?.eol ?? '\n';
  const text = joinLines(lines);
  const isEmpty = text.trim() === '';
  const gap = isEmpty ? '' : text.endsWith('\n') ? eol : eol + eol;
  return `${text}${gap}${added.map((line) => line + eol).join('')}`;
}
