/** `**Field**: value` lines under a chunk's heading. */

const fieldNames = ['duration', 'status', 'objectives', 'resources', 'deliverable'] as const;
export type Field = (typeof fieldNames)[number];

const field = /^( {0,3}\*\*([^*]+?)(?::\*\*|\*\*[ \t]*:)[ \t]*)(.*)$/s;

/** A field's line: what stands before its value, which field (null: one of the learner's own), and the value. */
export function readField(
  text: string,
): { before: string; name: Field | null; value: string } | null {
  const [, before, written, value] = field.exec(text) ?? [];
  if (before === undefined || written === undefined) return null;
  const name = fieldNames.find((known) => known === written.trim().toLowerCase()) ?? null;
  return { before, name, value: value ?? '' };
}

/** A value and, where one follows, its `# comment` with the space before it. */
export function splitComment(value: string): [value: string, comment: string] {
  const at = value.search(/(?:^|\s)#/);
  const text = (at === -1 ? value : value.slice(0, at)).trimEnd();
  return [text, value.slice(text.length)];
}
