/** A new plan as a file. What `parsePlan` reads from it is the plan again. */
import { durationText } from '../time/durations.ts';
import type { Chunk, Plan } from './plan.ts';

/** `plan` as markdown, ending in a newline; to change a plan that has a file, edit the file (`edit.ts`) instead. */
export function printPlan(plan: Plan): string {
  const frontmatter = [
    '---',
    `id: ${scalarText(plan.id)}`,
    `title: ${scalarText(plan.title)}`,
    ...(plan.createdAt === null ? [] : [`created: ${timeText(plan.createdAt)}`]),
    ...(plan.updatedAt === null ? [] : [`updated: ${timeText(plan.updatedAt)}`]),
    ...(plan.totalHours === null ? [] : [`total_hours: ${plan.totalHours}`]),
    `status: ${plan.status}`,
    `tags: [${plan.tags.map(scalarText).join(', ')}]`,
    '---',
  ];
  const parts = [frontmatter.join('\n'), `# ${plan.title}`, ...plan.chunks.map(printChunk)];
  return `${parts.join('\n\n')}\n`;
}

function printChunk(chunk: Chunk): string {
  const fields = [
    ...(chunk.minutes === null ? [] : [`**Duration**: ${durationText(chunk.minutes)}`]),
    `**Status**: ${chunk.status}`,
  ];
  return [
    [`## Chunk ${chunk.number}: ${chunk.title} {#${chunk.id}}`, ...fields].join('\n'),
    ...list('Objectives', chunk.objectives),
    ...list('Resources', chunk.resources),
    ...(chunk.deliverable === null ? [] : [`**Deliverable**: ${chunk.deliverable}`]),
    '---',
  ].join('\n\n');
}

function list(name: string, items: readonly string[]): string[] {
  return items.length === 0
    ? []
    : [[`**${name}**:`, ...items.map((item) => `- ${item}`)].join('\n')];
}

/** A text as YAML has it: without quotes only where no YAML reader could take it for anything but this text. */
export function scalarText(text: string): string {
  const plain = /^\p{L}(?:[\p{L}\p{N}\p{M} ._/()+-]*[\p{L}\p{N}\p{M}._)+-])?$/u.test(text);
  return plain && !/^(?:null|true|false|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

function timeText(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
