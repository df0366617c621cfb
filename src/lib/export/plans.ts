/**
 * All plans as one markdown text to read. The server and the CLI print it with this, of the same data the same bytes:
 * so there is no date in it, and lines end in `\n` whatever the files have.
 */
import { SamediError } from '../errors.ts';
import { readFrontmatter } from '../plan/frontmatter.ts';
import { countText, numberText } from '../text/format.ts';
import { joinLines, splitLines } from '../text/lines.ts';
import type { PlanData } from '../wire/records.ts';

/** What the list at the top says of a plan. */
export type PlanEntry = Pick<PlanData, 'title' | 'status' | 'chunks_total' | 'chunks_completed'>;

/** The beginning, with a line for each plan; each `printPlanText` goes behind it. */
export function printPlansHead(entries: readonly PlanEntry[]): string {
  if (entries.length === 0) return '# Plans\n\nNone yet.\n';
  const lines = entries.map((entry) => `- ${oneLine(entry.title)}: ${progressOf(entry)}`);
  return `# Plans\n\n${lines.join('\n')}\n`;
}

/** One plan: its own text, with what the frontmatter says put into words. */
export function printPlanText(plan: PlanData): string {
  const title = oneLine(plan.title);
  const body = bodyOf(plan.content);
  const [first = ''] = body.split('\n', 1);
  const own = first === `# ${plan.title}` ? body.slice(first.length).trimStart() : body;
  const parts = ['---', `# ${title}`, `${aboutOf(plan)}`, own];
  return `\n${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function aboutOf(plan: PlanData): string {
  const hours = plan.total_hours === null ? '' : `, ${numberText(plan.total_hours)} h planned`;
  const tags = plan.tags.length === 0 ? '' : ` Tags: ${plan.tags.map(oneLine).join(', ')}.`;
  const progress = progressOf(plan);
  return `${progress.charAt(0).toUpperCase()}${progress.slice(1)}${hours}.${tags}`;
}

function progressOf({ status, chunks_total, chunks_completed }: PlanEntry): string {
  const of = `${numberText(chunks_completed)} of ${countText(chunks_total, 'chunk')}`;
  return `${status.replace('-', ' ')}, ${of} completed`;
}

/** What stands below the frontmatter; all of it where there is none. */
function bodyOf(content: string): string {
  const lines = splitLines(content);
  return joinLines(lines.slice(frontmatterEnd(lines)))
    .replaceAll('\r\n', '\n')
    .trim();
}

function frontmatterEnd(lines: ReturnType<typeof splitLines>): number {
  try {
    return readFrontmatter(lines).close + 1;
  } catch (error) {
    if (!(error instanceof SamediError)) throw error;
    return 0;
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
