import { SamediError } from '../errors.ts';
import { type Line, splitLines } from '../text/lines.ts';
import { readEstimate } from '../time/durations.ts';
import { readFirstVersionTime } from '../time/first-version-times.ts';
import { type FoundChunk, readChunks } from './chunks.ts';
import { type Entry, type Frontmatter, readFrontmatter } from './frontmatter.ts';
import { invalid, quoted } from './invalid.ts';
import { type Plan, planIdPattern, planStatuses } from './plan.ts';
import { readStatus } from './status.ts';
import { listOf, scalarOf } from './values.ts';

/** A plan, and where its parts stand among the file's lines. */
export interface PlanSource {
  plan: Plan;
  lines: Line[];
  frontmatter: Frontmatter;
  chunks: FoundChunk[];
}

/**
 * Reads a plan file. Throws `plan_file_invalid`, with the line and the reason, where it cannot be read without
 * guessing.
 */
export function parsePlan(text: string): Plan {
  return readPlan(text).plan;
}

/** What `parsePlan` reads, with the places, for edits that leave the rest as it is. */
export function readPlan(text: string): PlanSource {
  const lines = splitLines(text);
  const frontmatter = readFrontmatter(lines);
  const { entries } = frontmatter;
  const chunks = readChunks(lines, frontmatter.close + 1);
  const plan = {
    id: planId(required(frontmatter, 'id', 100)),
    title: required(frontmatter, 'title', 1_000).value,
    createdAt: moment(entries.get('created')),
    updatedAt: moment(entries.get('updated')),
    totalHours: totalHours(entries.get('total_hours')),
    status: status(entries.get('status')),
    tags: tags(entries.get('tags')),
    chunks: chunks.map((found) => found.chunk),
  };
  return { plan, lines, frontmatter, chunks };
}

function required(
  frontmatter: Frontmatter,
  key: string,
  most: number,
): { value: string; line: number } {
  const entry = frontmatter.entries.get(key);
  const value = entry ? scalarOf(entry)?.trim() : undefined;
  const line = entry?.line ?? frontmatter.open + 1;
  if (!value)
    throw invalid(line, `the plan has no ${key}.`, `Add a line "${key}: …" to its frontmatter.`);
  if (value.length > most) {
    throw invalid(line, `the ${key} is longer than ${most} characters.`, 'Shorten it.');
  }
  return { value, line };
}

function planId({ value, line }: { value: string; line: number }): string {
  if (!planIdPattern.test(value)) {
    throw invalid(
      line,
      `${quoted(value)} cannot be a plan's id.`,
      'Use letters, digits, ".", "_" and "-", a letter or digit first.',
    );
  }
  return value;
}

function moment(entry: Entry | undefined): number | null {
  const text = entry ? scalarOf(entry) : null;
  if (entry === undefined || text === null) return null;
  try {
    return readFirstVersionTime(text).ms;
  } catch (cause) {
    const { message } = invalid(entry.line, `${quoted(text)} is not a time.`, '');
    throw new SamediError('plan_file_invalid', message, {
      next: 'Write it like 2026-01-27T18:40:00Z.',
      cause,
    });
  }
}

function totalHours(entry: Entry | undefined): number | null {
  const text = entry ? scalarOf(entry) : null;
  if (entry === undefined || text === null) return null;
  const hours = hoursOf(text);
  if (hours === null || hours > 1_000_000) {
    throw invalid(
      entry.line,
      `${quoted(text)} is not a number of hours.`,
      'Write it like "total_hours: 50".',
    );
  }
  return hours;
}

/** A number, `12,5`, or what a chunk's duration may be; without a unit, hours. */
function hoursOf(text: string): number | null {
  if (/^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return Number(text);
  const minutes = readEstimate(/[a-z]/i.test(text) ? text : `${text} hours`);
  return minutes === null ? null : minutes / 60;
}

function status(entry: Entry | undefined): Plan['status'] {
  return entry ? readStatus(scalarOf(entry) ?? '', planStatuses, entry.line) : 'not-started';
}

function tags(entry: Entry | undefined): string[] {
  const found = entry ? listOf(entry) : [];
  if (entry && (found.length > 200 || found.some((tag) => tag.length > 200))) {
    throw invalid(
      entry.line,
      'a plan has at most 200 tags, of 200 characters each.',
      'Remove or shorten some.',
    );
  }
  return found;
}
