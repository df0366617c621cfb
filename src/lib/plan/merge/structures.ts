/** Merges two plans part by part, and puts the parts together again. */
import { mergeOrder } from './order.ts';
import { choose, type Disagreement, linesText, mergePart } from './part.ts';
import { isSection, type Part, partsOf, type Structure } from './structure.ts';

export interface MergedStructure {
  content: string;
  disagreements: Disagreement[];
  /** The ids of its chunks, in order. */
  ids: string[];
}

export function mergeStructures(
  past: Structure | null,
  winnerAsRead: Structure,
  loserAsRead: Structure,
): MergedStructure {
  const winner = withKnownSections(past, winnerAsRead);
  const loser = withKnownSections(past, loserAsRead);
  const disagreements: Disagreement[] = [];
  const whole = (part: 'frontmatter' | 'introduction') => {
    const merged = mergePart(past?.[part] ?? null, winner[part], loser[part]);
    disagreements.push(...merged.disagreements);
    return { ...winner[part], lines: merged.lines };
  };
  const merged = {
    frontmatter: whole('frontmatter'),
    introduction: whole('introduction'),
    chunks: mergeChunks(past?.chunks ?? [], winner.chunks, loser.chunks, disagreements),
    ended: past ? choose(past.ended, winner.ended, loser.ended) : winner.ended,
  };
  const text = withGaps(partsOf(merged), [past, winner, loser]);
  return {
    content: merged.ended ? text : text.replace(/\r?\n$/, ''),
    disagreements,
    ids: merged.chunks.map(({ id }) => id).filter((id) => !isSection(id)),
  };
}

function mergeChunks(
  past: readonly Part[],
  winner: readonly Part[],
  loser: readonly Part[],
  disagreements: Disagreement[],
): Part[] {
  const [before, ours, theirs] = [byId(past), byId(winner), byId(loser)];
  const merged = new Map<string, Part>();
  for (const id of new Set([...ours.keys(), ...theirs.keys()])) {
    const part = mergeChunk(
      before.get(id) ?? null,
      ours.get(id) ?? null,
      theirs.get(id) ?? null,
      disagreements,
    );
    if (part) merged.set(id, part);
  }
  const ids = (parts: readonly Part[]) => parts.map(({ id }) => id);
  const order = mergeOrder(ids(past), ids(winner), ids(loser), new Set(merged.keys()));
  const place = (before: string | undefined) =>
    before === undefined ? 'first' : `after ${all.get(before)?.label}`;
  const all = new Map([...before, ...theirs, ...ours]);
  for (const { id, ...neighbours } of order.disputed) {
    disagreements.push({
      where: `${all.get(id)?.label}, place`,
      base: place(neighbours.base),
      winner: place(neighbours.winner),
      loser: place(neighbours.loser),
    });
  }
  return order.ids.map((id) => merged.get(id) as Part);
}

/**
 * A section has no id but its heading: where as many are new as are gone, they are the same ones under new headings.
 */
function withKnownSections(past: Structure | null, side: Structure): Structure {
  const unknownIn = (parts: readonly Part[], others: readonly Part[]) => {
    const known = byId(others);
    return parts.filter(({ id }) => isSection(id) && !known.has(id));
  };
  const gone = unknownIn(past?.chunks ?? [], side.chunks);
  const added = unknownIn(side.chunks, past?.chunks ?? []);
  if (gone.length !== added.length) return side;
  const ids = new Map(added.map(({ id }, at) => [id, gone[at]?.id ?? id]));
  return {
    ...side,
    chunks: side.chunks.map((part) => ({ ...part, id: ids.get(part.id) ?? part.id })),
  };
}

const byId = (parts: readonly Part[]) => new Map(parts.map((part) => [part.id, part]));

/** Null where one side deleted it and the other left it as it was. */
function mergeChunk(
  past: Part | null,
  winner: Part | null,
  loser: Part | null,
  disagreements: Disagreement[],
): Part | null {
  const only = winner ?? loser;
  if (!only) return null;
  const whole = {
    where: only.label,
    base: past && linesText(past),
    winner: winner && linesText(winner),
    loser: loser && linesText(loser),
  };
  if (!winner || !loser) {
    if (!past) return only;
    if (linesText(past) === linesText(only)) return null;
    disagreements.push(whole);
    return only;
  }
  if (!past && winner.title !== loser.title) {
    // Two chunks that were given one id: of each the fields belong together.
    disagreements.push(whole);
    return winner;
  }
  const merged = mergePart(past, winner, loser);
  disagreements.push(...merged.disagreements);
  return { ...winner, lines: merged.lines };
}

type Sides = [past: Structure | null, winner: Structure, loser: Structure];

/**
 * The text of `parts`. The blank lines below each are merged like a value, but for the last part's: those are the end
 * of the file, whichever part stands there.
 */
function withGaps(parts: readonly Part[], sides: Sides): string {
  const [past, winner, loser] = sides.map((side) => gapsOf(side ? partsOf(side) : []));
  const chosen = (id: string) => {
    const [was, ours, theirs] = [past?.get(id), winner?.get(id), loser?.get(id)];
    if (ours === undefined || theirs === undefined) return ours ?? theirs;
    return choose(was, ours, theirs);
  };
  let gap = /\r?\n$/.exec(parts[0]?.lines.at(-1)?.text ?? '')?.[0] ?? '\n';
  const texts = parts.map((part, at) => {
    if (at === parts.length - 1) return linesText(part) + (chosen(END) ?? '');
    gap = chosen(part.id) ?? gap;
    return linesText(part) + gap;
  });
  return texts.join('');
}

const END = 'end of file';

function gapsOf(parts: readonly Part[]): Map<string, string> {
  return new Map(parts.map(({ id, gap }, at) => [at === parts.length - 1 ? END : id, gap]));
}
