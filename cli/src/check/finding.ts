/** What `samedi check` finds. */
export interface Finding {
  /** One sentence: what is wrong, and where. */
  message: string;
  /** What the learner can do about it. */
  next: string;
  /** Present where it can be repaired without asking: nothing that anybody wrote is lost by it. */
  fix?: Fix;
}

export interface Fix {
  /** What it does, as said afterwards: `Sorted the indexes of sessions.db anew.` */
  done: string;
  /** Whether it writes to sessions.db, which is copied first. */
  changesDatabase: boolean;
  run: () => void;
}

/** At most this many of one sort are named; the rest is counted. */
const NAMED = 20;

/** The first findings, and one more for all the others of their sort. */
export function cropped(findings: readonly Finding[], what: string): Finding[] {
  const rest = findings.length - NAMED;
  if (rest <= 0) return [...findings];
  return [
    ...findings.slice(0, NAMED),
    { message: `${rest} more ${what}.`, next: 'Correct those above, then check again.' },
  ];
}
