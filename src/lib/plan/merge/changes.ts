/** What each side of a merge changed in the lines of the base, and which changes have to be looked at together. */
import { align } from '../../text/align.ts';

export interface Line {
  /** With its ending. Of a named one: all the lines that belong to it. */
  text: string;
  /** Unlike that of any other of the sequence; null for a line that is known by its text alone. */
  name: string | null;
  /** What the line is part of, for people. */
  under: string;
}

/** What stands in place of `base[from]` to `base[to - 1]` on one side. */
interface Change {
  from: number;
  to: number;
  lines: readonly Line[];
  loses: boolean;
}

/** What a line is the same as another by. */
export const keyOf = ({ name, text }: Line) => (name === null ? text : `\0${name}`);

export function changesOf(base: readonly Line[], side: readonly Line[], loses: boolean): Change[] {
  const matches = align(base.map(keyOf), side.map(keyOf));
  const changes: Change[] = [];
  let from = 0;
  let sideFrom = 0;
  for (let to = 0; to <= base.length; to += 1) {
    const sideTo = to === base.length ? side.length : (matches[to] as number);
    if (sideTo === -1) continue;
    if (to > from || sideTo > sideFrom) {
      changes.push({ from, to, lines: side.slice(sideFrom, sideTo), loses });
    }
    from = to + 1;
    sideFrom = sideTo + 1;
  }
  return changes;
}

/** Changes that have to be looked at together, and where in the base they are. */
export interface Group {
  from: number;
  to: number;
  changes: Change[];
}

export function groupsOf(changes: readonly Change[]): Group[] {
  const groups: Group[] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    if (group && (change.from < group.to || group.changes.some((other) => touch(other, change)))) {
      group.changes.push(change);
      group.to = Math.max(group.to, change.to);
    } else groups.push({ from: change.from, to: change.to, changes: [change] });
  }
  return groups;
}

/** Whether two changes side by side are not two: both add at one place, or they have a line in common. */
function touch(before: Change, after: Change): boolean {
  if (before.loses === after.loses || before.to !== after.from) return false;
  if (before.from === after.to) return true;
  const known = new Set(before.lines.filter(({ text }) => text.trim() !== '').map(keyOf));
  return after.lines.some((line) => known.has(keyOf(line)));
}

/** The group's part of `base` as one side has it. */
export function applied(
  base: readonly Line[],
  { from, to, changes }: Group,
  loses: boolean,
): Line[] {
  let at = from;
  const parts = changes
    .filter((change) => change.loses === loses)
    .map((change) => {
      const kept = base.slice(at, change.from);
      at = change.to;
      return [...kept, ...change.lines];
    });
  return [...parts.flat(), ...base.slice(at, to)];
}
