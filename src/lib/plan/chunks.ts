/**
 * The chunks in the body of a plan file. Whatever is neither a heading, a field nor a field's list is the learner's own
 * text.
 */

import { type Line, opaqueLines } from '../text/lines.ts';
import { readEstimate } from '../time/durations.ts';
import { readChunkHeading } from './chunk-heading.ts';
import { type Field, readField, splitComment } from './fields.ts';
import { invalid, quoted } from './invalid.ts';
import { type Chunk, type ChunkStatus, chunkStatuses } from './plan.ts';
import { readStatus } from './status.ts';

/** A chunk, and where its heading and fields stand among the file's lines. */
export interface FoundChunk {
  chunk: Chunk;
  heading: number;
  fields: Map<Field, number>;
}

const heading = /^ {0,3}(#{1,6})(?:[ \t]|$)/;
const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const item = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(\S.*)$/s;
/** All chunks, in the file's order, reading from the line at index `from`. Throws `plan_file_invalid`. */
export function readChunks(lines: readonly Line[], from: number): FoundChunk[] {
  const opaque = opaqueLines(lines, from);
  const readers: ChunkReader[] = [];
  const seen = new Map<string, number>();
  let reader: ChunkReader | null = null;
  lines.forEach((line, index) => {
    if (index < from || opaque.has(index)) return;
    const found = readChunkHeading(line);
    if (!found) {
      const level = heading.exec(line.text)?.[1]?.length ?? 0;
      if (level === 1 || level === 2) reader = null;
      else reader?.read(line, index, level > 0 || rule.test(line.text));
      return;
    }
    const earlier = seen.get(found.id);
    if (earlier !== undefined) {
      throw invalid(
        line.number,
        `the chunk id ${quoted(found.id)} is taken by line ${earlier}.`,
        'Give one of the two another {#id}.',
      );
    }
    seen.set(found.id, line.number);
    reader = new ChunkReader({ ...found, line: line.number }, index);
    readers.push(reader);
  });
  return readers.map((each) => each.found());
}

/**
 * Reads one chunk line by line. Its fields stand together: once it has one, the next heading or rule ends them, and
 * what comes after is text, even where it looks like a field.
 */
class ChunkReader {
  readonly #fields = new Map<Field, number>();
  readonly #lists = {
    objectives: [] as string[],
    resources: [] as string[],
    deliverable: [] as string[],
  };
  readonly #head: Pick<Chunk, 'id' | 'number' | 'title' | 'line'>;
  readonly #index: number;
  #minutes: number | null = null;
  #status: ChunkStatus = 'not-started';
  /** What list items are added to now. */
  #list: string[] | null = null;
  #afterBlank = false;
  #ended = false;

  constructor(head: Pick<Chunk, 'id' | 'number' | 'title' | 'line'>, index: number) {
    this.#head = head;
    this.#index = index;
  }

  read(line: Line, index: number, separates: boolean): void {
    if (separates) {
      this.#ended ||= this.#fields.size > 0;
      this.#list = null;
    }
    if (this.#ended || separates) return;
    const known = readField(line.text);
    if (known) this.#readField(known.name, known.value, line, index);
    else if (this.#list) this.#readListLine(this.#list, line.text);
  }

  #readField(name: Field | null, value: string, line: Line, index: number): void {
    this.#list = null;
    if (name === null) return;
    const earlier = this.#fields.get(name);
    if (earlier !== undefined) {
      const what = `a second **${name[0]?.toUpperCase()}${name.slice(1)}** in chunk ${quoted(this.#head.id)}`;
      throw invalid(
        line.number,
        `${what}.`,
        'Remove one of the two, or put your own text after a line of ---.',
      );
    }
    this.#fields.set(name, index);
    if (name === 'duration') this.#minutes = minutesOf(splitComment(value)[0], line.number);
    else if (name === 'status')
      this.#status = readStatus(splitComment(value)[0], chunkStatuses, line.number);
    else this.#openList(this.#lists[name], value.trim());
  }

  #openList(list: string[], value: string): void {
    if (value !== '') list.push(value);
    this.#list = list;
    this.#afterBlank = false;
  }

  #readListLine(list: string[], text: string): void {
    const [, entry] = item.exec(text) ?? [];
    const last = list.length - 1;
    if (text.trim() === '') {
      this.#afterBlank = true;
      if (list === this.#lists.deliverable && last >= 0) this.#list = null;
      return;
    }
    if (entry !== undefined) list.push(entry.trim());
    else if (last >= 0 && (!this.#afterBlank || /^\s{2}|^\t/.test(text)))
      list[last] += ` ${text.trim()}`;
    else if (last >= 0) this.#list = null;
    this.#afterBlank = false;
  }

  found(): FoundChunk {
    const { objectives, resources, deliverable } = this.#lists;
    const { id, number, title, line } = this.#head;
    const chunk = {
      id,
      number,
      title,
      minutes: this.#minutes,
      status: this.#status,
      objectives,
      resources,
    };
    return {
      chunk: { ...chunk, deliverable: deliverable.join('; ') || null, line },
      heading: this.#index,
      fields: this.#fields,
    };
  }
}

function minutesOf(value: string, line: number): number | null {
  if (value === '') return null;
  const minutes = readEstimate(value);
  if (minutes === null) {
    throw invalid(
      line,
      `${quoted(value)} is not a duration.`,
      'Write it like "1 hour", "1.5 hours", "90 minutes" or "1h 30m".',
    );
  }
  return minutes;
}
