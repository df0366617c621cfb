/** Edits of a plan file that change one line and leave every other byte as the learner wrote it. */
import { SamediError } from '../errors.ts';
import { insertLine, joinLines, replaceLine } from '../text/lines.ts';
import { readField, splitComment } from './fields.ts';
import { readPlan } from './parse.ts';
import type { ChunkStatus, PlanStatus } from './plan.ts';
import { valueSpan } from './values.ts';

/**
 * The file with this chunk's status set. A comment behind the old one stays; where there was none, a line comes after
 * the duration, else before the first field, else after the heading. Throws `plan_file_invalid`, and `not_found` for
 * the chunk.
 */
export function setChunkStatus(text: string, chunkId: string, status: ChunkStatus): string {
  const { plan, lines, chunks } = readPlan(text);
  const found = chunks.find(({ chunk }) => chunk.id === chunkId);
  if (!found) {
    throw new SamediError('not_found', `Plan "${plan.id}" has no chunk "${chunkId}".`, {
      next: `Run: samedi plan show ${plan.id}`,
    });
  }
  if (found.chunk.status === status) return text;
  const at = found.fields.get('status');
  if (at !== undefined) {
    const { before, value } = readField(lines[at]?.text ?? '') ?? { before: '', value: '' };
    return joinLines(replaceLine(lines, at, withValue(before, status, splitComment(value)[1])));
  }
  const duration = found.fields.get('duration');
  const first = Math.min(...found.fields.values());
  const place =
    duration !== undefined ? duration + 1 : Number.isFinite(first) ? first : found.heading + 1;
  return joinLines(insertLine(lines, place, `**Status**: ${status}`));
}

/** The file with the plan's own status set, in its frontmatter, on one line. Throws `plan_file_invalid`. */
export function setPlanStatus(text: string, status: PlanStatus): string {
  const { plan, lines, frontmatter } = readPlan(text);
  if (plan.status === status) return text;
  const entry = frontmatter.entries.get('status');
  if (!entry) return joinLines(insertLine(lines, frontmatter.close, `status: ${status}`));
  const last = entry.below.at(-1);
  if (last) {
    const kept = lines.filter(({ number }) => number <= entry.line || number > last.number);
    const [, key = ''] = /^([^:]*:)/.exec(lines[entry.index]?.text ?? '') ?? [];
    return joinLines(replaceLine(kept, entry.index, `${key} ${status}`));
  }
  const [before = '', value = ''] = splitAt(lines[entry.index]?.text ?? '', entry.value);
  return joinLines(
    replaceLine(lines, entry.index, withValue(before, status, valueSpan(value, entry.line)[1])),
  );
}

/** `text` cut before its last part, `value` and the space after it. */
function splitAt(text: string, value: string): [before: string, value: string] {
  const at = text.trimEnd().length - value.length;
  return [text.slice(0, at), text.slice(at)];
}

function withValue(before: string, value: string, after: string): string {
  const gap = /\s$/.test(before) ? '' : ' ';
  return `${before}${gap}${value}${/^#/.test(after) ? ' ' : ''}${after}`;
}
