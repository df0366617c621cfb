/** Merges one part of a plan: what has a name by its name, the rest by line. */
import { readField } from '../fields.ts';
import { mergeByLine } from './by-line.ts';
import type { Line } from './changes.ts';
import type { Part } from './structure.ts';

/** What both sides changed, to different values; null is nothing there. */
export interface Disagreement {
  where: string;
  base: string | null;
  winner: string | null;
  loser: string | null;
}

export interface MergedPart {
  lines: Line[];
  disagreements: Disagreement[];
}

/** The three-way choice between values: the winner's where both changed it. */
export function choose<Value>(base: Value, winner: Value, loser: Value): Value {
  return winner === base ? loser : winner;
}

/** Without a base what only one side has is kept, and of what differs the winner's. */
export function mergePart(base: Part | null, winner: Part, loser: Part): MergedPart {
  const [was, ours, theirs] = [base && linesText(base), linesText(winner), linesText(loser)];
  if (was === theirs || ours === theirs) return { lines: winner.lines, disagreements: [] };
  if (was === ours) return { lines: loser.lines, disagreements: [] };
  return mergeBoth(base, winner, loser);
}

export function linesText({ lines }: { lines: readonly Line[] }): string {
  return lines.map(({ text }) => text).join('');
}

function mergeBoth(base: Part | null, winner: Part, loser: Part): MergedPart {
  const named = mergeNamed(base?.lines ?? [], winner.lines, loser.lines);
  const stays = ({ name }: Line) => name === null || named.texts.has(name);
  const winners = winner.lines.filter(stays);
  const losers = loser.lines.filter(stays);
  // A name that one side took away and the other's change keeps is to the merge what that side added.
  const [inWinner, inLoser] = [namesOf(winners), namesOf(losers)];
  const past = (base?.lines ?? []).filter(
    ({ name }) => name === null || (inWinner.has(name) && inLoser.has(name)),
  );
  const { lines, clashes } = mergeByLine(past, winners, losers);
  const byLine = clashes.map((clash) => ({
    where: clash.under,
    base: textOf(clash.base),
    winner: textOf(clash.winner),
    loser: textOf(clash.loser),
  }));
  return {
    lines: lines.map((line) => ({ ...line, text: named.texts.get(line.name ?? '') ?? line.text })),
    disagreements: [...named.disagreements, ...byLine].map(({ where, ...values }) => ({
      where: [winner.label, where].filter(Boolean).join(', '),
      ...values,
    })),
  };
}

const namesOf = (lines: readonly Line[]) => new Set(lines.map(({ name }) => name));

function textOf(lines: readonly Line[]): string | null {
  return lines.length === 0 ? null : linesText({ lines }).trimEnd();
}

interface Named {
  /** Of each named line of the result. */
  texts: Map<string, string>;
  disagreements: Disagreement[];
}

function mergeNamed(base: Line[], winner: Line[], loser: Line[]): Named {
  const [past, ours, theirs] = [byName(base), byName(winner), byName(loser)];
  const merged: Named = { texts: new Map(), disagreements: [] };
  for (const name of new Set([...ours.keys(), ...theirs.keys()])) {
    const pieces = [past.get(name), ours.get(name), theirs.get(name)].map((text) =>
      piecesOf(name, text),
    );
    const [before, mine, other] = pieces as [Piece[], Piece[], Piece[]];
    const chosen = (mine.length > 0 ? mine : other).map(({ where }) => {
      const find = (side: Piece[]) => side.find((piece) => piece.where === where);
      const values = { base: find(before), winner: find(mine), loser: find(other) };
      const disagrees = differ(values.base, values.winner, values.loser);
      if (disagrees) merged.disagreements.push({ where, ...shown(values) });
      return choose(values.base?.text, values.winner?.text, values.loser?.text);
    });
    if (chosen.every((text) => text !== undefined)) merged.texts.set(name, chosen.join(''));
  }
  return merged;
}

const byName = (lines: readonly Line[]) =>
  new Map(lines.flatMap(({ name, text }) => (name === null ? [] : [[name, text]])));

/** What of a named line changes by itself. */
interface Piece {
  where: string;
  text: string;
  /** As a person would write it. */
  value: string;
}

/** A chunk's number and its title change apart: who puts a chunk in numbers those behind it anew. */
function piecesOf(name: string, text: string | undefined): Piece[] {
  if (text === undefined) return [];
  if (name !== 'heading') return [{ where: name, text, value: fieldValue(text) }];
  const number = /^ {0,3}##[ \t]+chunk[ \t]+\d+/i.exec(text)?.[0];
  if (number === undefined) {
    return [{ where: name, text, value: text.replace(/^\s*#+/, '').trim() }];
  }
  const title = text.slice(number.length);
  const words = title.slice(0, title.lastIndexOf('{#')).trim();
  return [
    { where: 'number', text: number, value: number.replace(/^.*\D/, '') },
    { where: 'title', text: title, value: words.replace(/^[:–—-]\s*/, '') },
  ];
}

function fieldValue(text: string): string {
  const written = text.trimEnd();
  return (readField(written)?.value ?? written.replace(/^[^:]*:/, '')).trim();
}

function differ(base: Piece | undefined, winner: Piece | undefined, loser: Piece | undefined) {
  const [was, ours, theirs] = [base?.text, winner?.text, loser?.text];
  // Without a past nothing was taken away: what one side lacks, it never had.
  return ours !== theirs && ours !== was && theirs !== was;
}

function shown(values: Record<'base' | 'winner' | 'loser', Piece | undefined>) {
  const { base, winner, loser } = values;
  return {
    base: base?.value ?? null,
    winner: winner?.value ?? null,
    loser: loser?.value ?? null,
  };
}
