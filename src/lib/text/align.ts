/** Which entries of two sequences are the same one: those that stay in their order. */

interface Range {
  aFrom: number;
  aTo: number;
  bFrom: number;
  bTo: number;
}

/** Above this product of lengths, a stretch in which no entry is unlike all others is taken as written anew. */
const SMALL = 1_000_000;

/**
 * For each entry of `a` the index of the same one in `b`, or -1; they rise. Entries that occur once on each side come
 * first, as in patience diff: blank lines and such never draw a unique one away from itself. Linear, but for what is
 * alike.
 */
export function align(a: readonly string[], b: readonly string[]): Int32Array {
  const matches = new Int32Array(a.length).fill(-1);
  const open: Range[] = [{ aFrom: 0, aTo: a.length, bFrom: 0, bTo: b.length }];
  for (let range = open.pop(); range; range = open.pop()) {
    const rest = matchEnds(a, b, range, matches);
    if (rest.aFrom === rest.aTo || rest.bFrom === rest.bTo) continue;
    const anchors = anchorsOf(a, b, rest);
    if (anchors.length === 0) {
      matchLongest(a, b, rest, matches);
      continue;
    }
    let { aFrom, bFrom } = rest;
    for (const [ai, bi] of anchors) {
      matches[ai] = bi;
      open.push({ aFrom, aTo: ai, bFrom, bTo: bi });
      aFrom = ai + 1;
      bFrom = bi + 1;
    }
    open.push({ ...rest, aFrom, bFrom });
  }
  return matches;
}

/** Matches what is equal at both ends of the range, and returns what is left between. */
function matchEnds(
  a: readonly string[],
  b: readonly string[],
  { ...rest }: Range,
  matches: Int32Array,
): Range {
  while (rest.aFrom < rest.aTo && rest.bFrom < rest.bTo && a[rest.aFrom] === b[rest.bFrom]) {
    matches[rest.aFrom++] = rest.bFrom++;
  }
  while (rest.aFrom < rest.aTo && rest.bFrom < rest.bTo && a[rest.aTo - 1] === b[rest.bTo - 1]) {
    matches[--rest.aTo] = --rest.bTo;
  }
  return rest;
}

/** Pairs of entries that occur once in each half of the range, and keep their order. */
function anchorsOf(a: readonly string[], b: readonly string[], range: Range): [number, number][] {
  const inA = onceIn(a, range.aFrom, range.aTo);
  const inB = onceIn(b, range.bFrom, range.bTo);
  const pairs: [number, number][] = [];
  for (const [entry, ai] of inA) {
    const bi = inB.get(entry);
    if (ai !== null && bi !== null && bi !== undefined) pairs.push([ai, bi]);
  }
  pairs.sort(([x], [y]) => x - y);
  const rising = longestRising(pairs.map(([, bi]) => bi));
  return rising.map((at) => pairs[at] as [number, number]);
}

/** Each entry with its index, or null where it occurs more than once. */
function onceIn(entries: readonly string[], from: number, to: number): Map<string, number | null> {
  const found = new Map<string, number | null>();
  for (let at = from; at < to; at += 1) {
    const entry = entries[at] as string;
    found.set(entry, found.has(entry) ? null : at);
  }
  return found;
}

/** The longest common subsequence of a range, by the table: only where that is small. */
function matchLongest(
  a: readonly string[],
  b: readonly string[],
  { aFrom, aTo, bFrom, bTo }: Range,
  matches: Int32Array,
): void {
  const width = bTo - bFrom + 1;
  if ((aTo - aFrom) * width > SMALL) return;
  const longest = new Uint32Array((aTo - aFrom + 1) * width);
  const cell = (ai: number, bi: number) => (ai - aFrom) * width + bi - bFrom;
  const at = (ai: number, bi: number) => longest[cell(ai, bi)] as number;
  for (let ai = aTo - 1; ai >= aFrom; ai -= 1) {
    for (let bi = bTo - 1; bi >= bFrom; bi -= 1) {
      longest[cell(ai, bi)] =
        a[ai] === b[bi] ? at(ai + 1, bi + 1) + 1 : Math.max(at(ai + 1, bi), at(ai, bi + 1));
    }
  }
  for (let ai = aFrom, bi = bFrom; ai < aTo && bi < bTo; ) {
    if (a[ai] === b[bi]) matches[ai++] = bi++;
    else if (at(ai + 1, bi) >= at(ai, bi + 1)) ai += 1;
    else bi += 1;
  }
}

/** The places, rising, of one of the longest rising subsequences of `values`. */
export function longestRising(values: readonly number[]): number[] {
  /** By length less one: where the subsequence of this length with the least end ends. */
  const ends: number[] = [];
  const before = new Int32Array(values.length);
  values.forEach((value, at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    before[at] = ends[low - 1] ?? -1;
    ends[low] = at;
  });
  const rising: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] as number) rising.push(at);
  return rising.reverse();
}
