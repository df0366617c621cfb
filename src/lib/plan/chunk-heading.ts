import type { Line } from '../text/lines.ts';
import { invalid, quoted } from './invalid.ts';

export interface ChunkHeading {
  id: string;
  number: number;
  title: string;
}

/**
 * Reads `## Chunk N: Title {#id}`. Without `{#id}` the id is made of the number: `chunk-007`. Null where the line is
 * none; throws `plan_file_invalid` where it means to be one and cannot be read.
 */
export function readChunkHeading(line: Line): ChunkHeading | null {
  const [, written] = /^ {0,3}##[ \t]+chunk[ \t]+(\d.*)$/is.exec(line.text) ?? [];
  if (written === undefined) return null;
  const content = written
    .trim()
    .replace(/(?<![ \t])[ \t]+#+$/, '')
    .trim();
  const [, id] = /\{#\s*([^{}\s]{1,200})\s*\}$/.exec(content) ?? [];
  const label = id === undefined ? content : content.slice(0, content.lastIndexOf('{#')).trim();
  const [, digits, title = ''] =
    /^(\d{1,9})(?:(?:[ \t]*:|[ \t]+[-–—][ \t])(.*))?$/s.exec(label) ?? [];
  if (digits === undefined || (id === undefined && endsAsId(label))) {
    throw invalid(
      line.number,
      `${quoted(line.text.trim())} is not a chunk's heading.`,
      'Write it like: ## Chunk 7: Title {#chunk-007}',
    );
  }
  const number = Number(digits);
  return {
    id: id ?? `chunk-${String(number).padStart(3, '0')}`,
    number,
    title: title.trim() || `Chunk ${number}`,
  };
}

/** Whether `text` ends in what looks like an id, as `{#a b}` or `{#a`. */
function endsAsId(text: string): boolean {
  const at = text.lastIndexOf('{#');
  const close = text.indexOf('}', at);
  return at !== -1 && (close === -1 || close === text.length - 1);
}
