/** What the lines of `#key:value` at the top of Anki's texts say: https://docs.ankiweb.net/importing/text-files.html. */
import { parseSeparated } from './separated.ts';

export interface AnkiHead {
  values: ReadonlyMap<string, string>;
  /** How many lines it has. */
  lines: number;
}

/** Lines of `#` among them that say nothing are comments. */
export function readAnkiHead(text: string): AnkiHead {
  const values = new Map<string, string>();
  let lines = 0;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (text[at] === '#') {
    const feed = text.indexOf('\n', at);
    const end = feed === -1 ? text.length : feed;
    const [, key, value] = /^#([a-z ]+):(.*)$/i.exec(text.slice(at, end).trimEnd()) ?? [];
    if (key !== undefined && value !== undefined) values.set(key.toLowerCase(), value.trim());
    lines += 1;
    at = end + 1;
  }
  return { values, lines };
}

const separators = new Map([
  ['tab', '\t'],
  ['comma', ','],
  ['semicolon', ';'],
  ['space', ' '],
  ['pipe', '|'],
  ['colon', ':'],
]);

export function separatorCalled(name: string): string {
  return separators.get(name.toLowerCase()) ?? (name.slice(0, 1) || '\t');
}

/** Rows that tell which separator a file has. */
const SAMPLE = 50;

/** The first separator that parts each of the first rows, for a file that does not say. */
export function guessSeparator(text: string): string {
  const parts = (separator: string) => {
    const { rows } = parseSeparated(text, separator, { comments: true, rows: SAMPLE });
    return rows.length === 0
      ? 0
      : rows.filter(({ cells }) => cells.length > 1).length / rows.length;
  };
  const found = ['\t', '|', ';', ',', ':'].map((separator) => ({
    separator,
    part: parts(separator),
  }));
  const [best] = found.sort((a, b) => b.part - a.part);
  return best && best.part > 0 && !text.includes('\t') ? best.separator : '\t';
}
