/** Plans in which each device has a line and a chunk of its own, far enough apart that they never touch. */

const names = ['laptop', 'desktop', 'phone', 'copy'] as const;

/** The plan's text; `marks` are what the devices' lines say. */
export function planText(id: string, marks: Record<string, string> = {}): string {
  const lines = names.map((name) => `${name}: ${marks[name] ?? 'nothing yet'}\n\nBetween.\n`);
  const chunks = names.map(
    (name, i) =>
      `## Chunk ${i + 1}: Of the ${name} {#${name}}\n**Duration**: 1 hour\n**Status**: not-started\n\nBetween.\n`,
  );
  return `---
id: ${id}
title: ${id}
created: 2024-01-15T10:00:00Z
status: in-progress
---

# ${id}

${[...lines, ...chunks].join('\n')}`;
}

/** All marks in a text of any kind. */
export const marksIn = (text: string): string[] => text.match(/mark-\w+/g) ?? [];

/** What the devices' lines say, by device. */
export function marksInPlan(text: string): [name: string, mark: string][] {
  return [...text.matchAll(/^(\w+): (mark-\w+)$/gm)].map(([, name, mark]) => [name!, mark!]);
}

export function withMark(text: string, name: string, mark: string): string {
  return text.replace(new RegExp(`^${name}: .*$`, 'm'), `${name}: ${mark}`);
}
