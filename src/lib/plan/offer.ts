/**
 * A plan file made of any markdown, for import: where it has none, an id and a title of its first heading, and chunks
 * of its sections or boxes. Every line of the file's text stays; what was made is noted.
 */
import { joinLines, type Line, splitLines } from '../text/lines.ts';
import type { Remark } from '../text/remark.ts';
import { slugOf } from '../text/slug.ts';
import { durationText } from '../time/durations.ts';
import { readChunks } from './chunks.ts';
import { readFrontmatter } from './frontmatter.ts';
import { invalid, PlanInvalid } from './invalid.ts';
import { headingsOf } from './near-chunks.ts';
import { withChunks } from './offer-chunks.ts';
import { type PlanSource, readPlan } from './parse.ts';
import { scalarText } from './print.ts';
import { scalarOf } from './values.ts';

export interface Names {
  /** For a file that does not say; made of the title by default. */
  id?: string | undefined;
  /** For a file that does not say; its first heading by default. */
  title?: string | undefined;
  /** What the title is where there is no heading, either. */
  fileName: string;
}

export interface Offer {
  /** What the plan's file is to be: the text as it was, where nothing was missing. */
  text: string;
  noted: Remark[];
}

/** Throws `plan_file_invalid` where the file cannot be read, or no id can be made. */
export function offerPlan(text: string, names: Names): Offer {
  const noted: Remark[] = [];
  const named = withNames(text, names, noted);
  const lines = splitLines(named);
  const added = lines.length - splitLines(text).length;
  const asItCame = (line: number) => Math.max(1, line - added);
  const remarks: Remark[] = [];
  const whole = byLine(asItCame, () => chunked(lines, remarks));
  if (added > 0 && whole === lines && names.id === undefined) requireChunks(lines);
  const numberOf = (line: number) => asItCame(whole[line - 1]?.number ?? line);
  const source = byLine(numberOf, () => readPlan(joinLines(whole)));
  for (const { line, text: said } of remarks) noted.push({ line: asItCame(line), text: said });
  for (const { line, text: said } of estimatesIn(source)) {
    noted.push({ line: numberOf(line), text: said });
  }
  return { text: joinLines(whole), noted };
}

/** What `work` returns; an error names the line of the file as it came. */
function byLine<T>(numberOf: (line: number) => number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PlanInvalid)) throw error;
    throw invalid(numberOf(error.line), error.reason, error.next ?? '');
  }
}

/** A text that says nothing of a plan may be any, so its id has to be said. */
function requireChunks(lines: readonly Line[]): void {
  if (readChunks(lines, readFrontmatter(lines).close + 1).length > 0) return;
  const what = 'the file has no frontmatter, and no chunk, section or box to make chunks of.';
  throw invalid(
    1,
    what,
    'Write one like this: ## Chunk 1: Title. To import it as it is, say --id ID',
  );
}

function chunked(lines: readonly Line[], remarks: Remark[]): readonly Line[] {
  const from = readFrontmatter(lines).close + 1;
  const chunks = readChunks(lines, from);
  if (chunks.length === 0) return withChunks(lines, from, remarks);
  noteNear(lines, from, new Set(chunks.map(({ heading }) => heading)), remarks);
  return lines;
}

function withNames(text: string, names: Names, noted: Remark[]): string {
  const lines = splitLines(text);
  const begins = /^\uFEFF?\s*---[ \t]*\r?\n/.test(text);
  const frontmatter = begins ? readFrontmatter(lines) : null;
  const said = (key: string) => {
    const entry = frontmatter?.entries.get(key);
    return entry ? (scalarOf(entry)?.trim() ?? '') : '';
  };
  const [ownId, ownTitle] = [said('id'), said('title')];
  if (ownId !== '' && ownTitle !== '') return text;
  const [heading] = headingsOf(lines, frontmatter ? frontmatter.close + 1 : 0);
  const line = heading ? heading.index + 1 : 1;
  const title = ownTitle || names.title || heading?.title || names.fileName;
  const id = ownId || names.id || slugOf(title);
  if (id === '') throw invalid(line, `no id can be made of "${title}".`, 'Give one: --id my-plan');
  noted.push({ line, text: madeText({ id, title, ownId, ownTitle }) });
  const made = [
    ...(ownId === '' ? [`id: ${scalarText(id)}`] : []),
    ...(ownTitle === '' ? [`title: ${scalarText(title.slice(0, 1_000))}`] : []),
  ];
  const eol = lines[0]?.eol || '\n';
  if (!frontmatter) {
    return [
      ...['---', ...made, '---', ''].map((one) => one + eol),
      text.replace(/^\uFEFF/, ''),
    ].join('');
  }
  const empty = new Set(['id', 'title'].map((key) => frontmatter.entries.get(key)?.index));
  const kept = lines.map((one, index) => (empty.has(index) && isEmptied(one) ? null : one));
  const at = frontmatter.open + 1;
  const madeLines = made.map((one) => ({ text: one, eol, number: 0 }));
  const all = [...kept.slice(0, at), ...madeLines, ...kept.slice(at)];
  return joinLines(all.filter((one) => one !== null));
}

/** Whether it is a key without a value. */
function isEmptied({ text }: Line): boolean {
  return /^[^:]*:\s*$/.test(text);
}

function madeText(names: { id: string; title: string; ownId: string; ownTitle: string }): string {
  const { id, title, ownId, ownTitle } = names;
  const shown = `"${title.slice(0, 60)}"`;
  if (ownTitle !== '') return `the id is made of the title: ${id}`;
  return ownId === '' ? `the title is ${shown}, and the id ${id}.` : `the title is ${shown}.`;
}

function noteNear(
  lines: readonly Line[],
  from: number,
  chunks: ReadonlySet<number>,
  remarks: Remark[],
): void {
  for (const { index, isNear } of headingsOf(lines, from)) {
    if (!isNear || chunks.has(index)) continue;
    const what = `"${lines[index]?.text.trim().slice(0, 60)}" is no chunk's heading, and stays text. Write it like: ## Chunk 7: Title`;
    remarks.push({ line: index + 1, text: what });
  }
}

/** Ranges are read as what is in their middle. */
function estimatesIn({ lines, chunks }: PlanSource): Remark[] {
  return chunks.flatMap(({ chunk, fields }) => {
    const at = fields.get('duration');
    const written = at === undefined ? '' : (lines[at]?.text ?? '');
    if (at === undefined || !/\d[ a-z]{0,8}(?:-|–|—|to)\s?\d/i.test(written)) return [];
    const what = `"${written.trim().slice(0, 60)}" is read as ${durationText(chunk.minutes ?? 0)}.`;
    return [{ line: at + 1, text: what }];
  });
}
