/** What may still be read of learners' texts for one page. What is beyond it is shown as it is. */
export interface Budget {
  characters: number;
  nodes: number;
}

/** More than people write for any page. */
export function pageBudget(): Budget {
  return { characters: 200_000, nodes: 10_000 };
}
