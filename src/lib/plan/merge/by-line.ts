/**
 * Three-way merge of lines. Those with a name are one line to the merge, whatever they say: their values merge apart.
 */
import { align } from '../../text/align.ts';
import { applied, changesOf, groupsOf, keyOf, type Line } from './changes.ts';

/** Lines that both sides changed, to different ones. */
export interface Clash {
  under: string;
  base: Line[];
  winner: Line[];
  loser: Line[];
}

export interface MergedLines {
  lines: Line[];
  clashes: Clash[];
}

/**
 * What both made of `base`: each line that one side alone changed, and both of what they added at one place, the
 * winner's first. Where they changed the same lines differently, the winner's stand. Every named line of either side is
 * in the result, once.
 */
export function mergeByLine(
  base: readonly Line[],
  winner: readonly Line[],
  loser: readonly Line[],
): MergedLines {
  if (base.length === 0) return { lines: withoutRepeatedNames(union(winner, loser)), clashes: [] };
  const changes = [...changesOf(base, winner, false), ...changesOf(base, loser, true)].sort(
    (x, y) => x.from - y.from || x.to - y.to || Number(x.loses) - Number(y.loses),
  );
  const merged: MergedLines = { lines: [], clashes: [] };
  let at = 0;
  for (const group of groupsOf(changes)) {
    append(merged.lines, base.slice(at, group.from));
    const region = base.slice(group.from, group.to);
    settle(region, applied(base, group, false), applied(base, group, true), merged);
    at = group.to;
  }
  append(merged.lines, base.slice(at));
  return { ...merged, lines: withoutRepeatedNames(merged.lines) };
}

const sameLine = (x: Line | undefined, y: Line | undefined) =>
  x !== undefined && y !== undefined && keyOf(x) === keyOf(y);
const same = (x: readonly Line[], y: readonly Line[]) =>
  x.length === y.length && x.every((line, at) => sameLine(line, y[at]));

/** `push(...more)` has a limit that a long plan would reach. */
function append(lines: Line[], more: readonly Line[]): void {
  for (const line of more) lines.push(line);
}

function settle(
  base: readonly Line[],
  winner: readonly Line[],
  loser: readonly Line[],
  merged: MergedLines,
): void {
  let start = 0;
  while (start < winner.length && sameLine(winner[start], loser[start])) start += 1;
  let end = 0;
  const least = Math.min(winner.length, loser.length) - start;
  while (end < least && sameLine(winner.at(-1 - end), loser.at(-1 - end))) end += 1;
  const middle = {
    base: [...base],
    winner: winner.slice(start, winner.length - end),
    loser: loser.slice(start, loser.length - end),
  };
  append(merged.lines, winner.slice(0, start));
  settleMiddle(middle, merged);
  append(merged.lines, winner.slice(winner.length - end));
}

function settleMiddle({ base, winner, loser }: Omit<Clash, 'under'>, merged: MergedLines): void {
  if (same(base, winner) || same(winner, loser)) append(merged.lines, loser);
  else if (same(base, loser)) append(merged.lines, winner);
  else if (base.length === 0) append(merged.lines, [...winner, ...loser]);
  else {
    const byOne = lineByLine(base, winner, loser);
    if (!byOne)
      merged.clashes.push({
        under: winner[0]?.under ?? loser[0]?.under ?? '',
        base,
        winner,
        loser,
      });
    append(merged.lines, byOne ?? [...winner, ...loser.filter(({ name }) => name !== null)]);
  }
}

/** As many lines on each side, each changed by one of them at most; null where it is not so. */
function lineByLine(
  base: readonly Line[],
  winner: readonly Line[],
  loser: readonly Line[],
): Line[] | null {
  if (base.length !== winner.length || base.length !== loser.length) return null;
  const lines = base.map((line, at) => {
    if (sameLine(line, winner[at]) || sameLine(winner[at], loser[at])) return loser[at];
    return sameLine(line, loser[at]) ? winner[at] : undefined;
  });
  return lines.every((line) => line !== undefined) ? lines : null;
}

/** The lines of both, which have no known past; those that are the same, once. */
function union(winner: readonly Line[], loser: readonly Line[]): Line[] {
  const lines: Line[] = [];
  let at = 0;
  const matches = align(winner.map(keyOf), loser.map(keyOf));
  // What only the loser has comes behind what only the winner has, before the next that both have.
  for (const [index, line] of winner.entries()) {
    const match = matches[index] as number;
    if (match !== -1) {
      append(lines, loser.slice(at, match));
      at = match + 1;
    }
    lines.push(line);
  }
  return [...lines, ...loser.slice(at)];
}

/** A named line that both moved, to different places, stands at the first. */
function withoutRepeatedNames(lines: readonly Line[]): Line[] {
  const seen = new Set<string>();
  return lines.filter(({ name }) => {
    if (name === null) return true;
    const first = !seen.has(name);
    seen.add(name);
    return first;
  });
}
