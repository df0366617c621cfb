/** Merges the order in which things with ids stand: what was moved is neither deleted nor added. */
import { longestRising } from '../../text/align.ts';

export interface Order {
  ids: string[];
  /** Those that both sides moved, and not to the same neighbour. */
  disputed: Disputed[];
}

/** The neighbour before it on each side; undefined where it is the first. */
export interface Disputed {
  id: string;
  base: string | undefined;
  winner: string | undefined;
  loser: string | undefined;
}

/**
 * The ids of `present` in their order. What nobody moved keeps the order of `base`; the rest stands where who moved or
 * added it put it, after the same unmoved neighbour. Where both did, the winner's place stands, and at one place the
 * winner's come first.
 */
export function mergeOrder(
  base: readonly string[],
  winner: readonly string[],
  loser: readonly string[],
  present: ReadonlySet<string>,
): Order {
  const known = new Map(base.map((id, at) => [id, at]));
  const movedByWinner = movedIn(known, winner);
  const movedByLoser = movedIn(known, loser);
  const stays = (id: string) =>
    known.has(id) && present.has(id) && !movedByWinner.has(id) && !movedByLoser.has(id);
  const inWinner = new Set(winner);
  const placedByWinner = (id: string) =>
    inWinner.has(id) && (!known.has(id) || movedByWinner.has(id));
  const winners = runsAfter(winner, stays, (id) => present.has(id) && placedByWinner(id));
  const losers = runsAfter(loser, stays, (id) => present.has(id) && !placedByWinner(id));
  const bothHave = beforeInBoth(winner, loser);
  const ids = ['', ...base.filter(stays)].flatMap((id) => [
    ...(id === '' ? [] : [id]),
    ...mergeRuns(winners.get(id) ?? [], losers.get(id) ?? [], bothHave),
  ]);
  const both = ids.filter((id) => movedByWinner.has(id) && movedByLoser.has(id));
  return { ids, disputed: disputedOf(both, base, winner, loser) };
}

function beforeInBoth(...orders: (readonly string[])[]) {
  const places = orders.map((order) => new Map(order.map((id, at) => [id, at])));
  return (id: string, later: string) =>
    places.every((place) => (place.get(id) ?? Infinity) < (place.get(later) ?? -1));
}

/** The winner's first, but for what stands before it on both sides. */
function mergeRuns(
  winners: readonly string[],
  losers: readonly string[],
  before: (id: string, later: string) => boolean,
): string[] {
  const merged: string[] = [];
  let at = 0;
  for (const id of winners) {
    for (let other = losers[at]; other !== undefined && before(other, id); other = losers[at]) {
      merged.push(other);
      at += 1;
    }
    merged.push(id);
  }
  return [...merged, ...losers.slice(at)];
}

function disputedOf(moved: readonly string[], ...orders: (readonly string[])[]): Disputed[] {
  const [base, winner, loser] = orders.map(
    (order) => new Map(order.map((id, at) => [id, order[at - 1]])),
  );
  return moved
    .map((id) => ({ id, base: base?.get(id), winner: winner?.get(id), loser: loser?.get(id) }))
    .filter((each) => each.winner !== each.loser);
}

/** The fewest of `order` that have to be moved to get it from the known one. */
function movedIn(known: ReadonlyMap<string, number>, order: readonly string[]): Set<string> {
  const common = order.filter((id) => known.has(id));
  const moved = new Set(common);
  for (const at of longestRising(common.map((id) => known.get(id) as number))) {
    moved.delete(common[at] as string);
  }
  return moved;
}

/** What of `order` is `placed` there, by the unmoved neighbour before it; '' is the beginning. */
function runsAfter(
  order: readonly string[],
  stays: (id: string) => boolean,
  placed: (id: string) => boolean,
): Map<string, string[]> {
  const runs = new Map<string, string[]>();
  let run: string[] = [];
  runs.set('', run);
  for (const id of order) {
    if (stays(id)) {
      run = [];
      runs.set(id, run);
    } else if (placed(id)) run.push(id);
  }
  return runs;
}
