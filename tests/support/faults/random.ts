/** Seeded chance, so that a run that fails can be run again. */

export interface Chance {
  /** 0 ≤ n < `below`. */
  below: (below: number) => number;
  /** True once in `times`. */
  once: (times: number) => boolean;
  pick: <T>(from: readonly T[]) => T;
}

/** mulberry32. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const below = (end: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * end);
  };
  return {
    below,
    once: (times) => below(times) === 0,
    pick: (from) => from[below(from.length)]!,
  };
}
