/** Line endings of whole files: an editor that rewrote them changed every line, and no line's text. */

type Texts = [base: string | null, winner: string, loser: string];

/** All with the endings that they come to, where each has one kind alone; else as they are. */
export function toOneEnding(...[base, winner, loser]: Texts): Texts {
  const past = base === null ? null : endingOf(base);
  const ours = endingOf(winner);
  const theirs = endingOf(loser);
  if (!ours || !theirs || (base !== null && !past)) return [base, winner, loser];
  const ending = ours === past ? theirs : ours;
  const written = (text: string) => text.replace(/\r?\n/g, ending);
  return [base === null ? null : written(base), written(winner), written(loser)];
}

/** Null where there is none, or there are both. */
function endingOf(text: string): '\n' | '\r\n' | null {
  const unix = /(?<!\r)\n/.test(text);
  if (text.includes('\r\n')) return unix ? null : '\r\n';
  return unix ? '\n' : null;
}
