/** What a history must not lose: each token that a person wrote, and each tick, by what homes hold and nothing else. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rows } from '../../cli/homes.ts';
import { chunkId, partsOf, statusOf } from './plan.ts';

export const planFile = (folder: string) => join(folder, 'plans', 'french.md');
export const planIn = (folder: string) =>
  existsSync(planFile(folder)) ? readFileSync(planFile(folder), 'utf8') : '';

/** What a person sees of the records. */
export function recordsIn(folder: string): string {
  const cards = rows(folder, 'SELECT id, question, answer FROM cards ORDER BY id');
  const sessions = rows(folder, 'SELECT id, notes FROM sessions ORDER BY id');
  return JSON.stringify([planIn(folder), cards, sessions]);
}

export function conflictsIn(folder: string): { id: string; data: string | null }[] {
  return rows(folder, 'SELECT id, data FROM conflicts WHERE dropped = 0 ORDER BY id') as {
    id: string;
    data: string | null;
  }[];
}

export const allIn = (folder: string) => JSON.stringify([recordsIn(folder), conflictsIn(folder)]);

const tokensIn = (text: string) => new Set(text.match(/tok\d+z/g));
const ticksIn = (text: string) =>
  partsOf(text).map((part) => [chunkId(part), statusOf(part)] as const);

export class Oracle {
  readonly #written = new Set<string>();
  /** Taken away by somebody who saw them. */
  readonly #gone = new Set<string>();
  readonly #ticks = new Map<string, Set<string>>();

  /** Notes what a person changed in the home. */
  async watch(folder: string, doing: () => unknown): Promise<void> {
    const [plan, before] = [planIn(folder), tokensIn(allIn(folder))];
    await doing();
    const after = tokensIn(allIn(folder));
    for (const token of after) if (!before.has(token)) this.#written.add(token);
    for (const token of before) if (!after.has(token)) this.#gone.add(token);
    const old = new Map(ticksIn(plan));
    for (const [id, status] of ticksIn(planIn(folder))) {
      if (old.get(id) !== status && status !== 'not-started') {
        this.#ticks.set(id, (this.#ticks.get(id) ?? new Set()).add(status));
      }
    }
  }

  /** What is wrong in the end, as sentences. */
  problemsOf(folder: string): string[] {
    const there = tokensIn(allIn(folder));
    const lost = [...this.#written].filter((token) => !there.has(token) && !this.#gone.has(token));
    const parts = partsOf(planIn(folder));
    const misplaced = parts.flatMap((part) =>
      [...part.matchAll(/^tok\d+z of (\w+)$/gm)]
        .filter(([, of]) => of !== chunkId(part))
        .map(([line]) => `"${line}" is in ${chunkId(part)}`),
    );
    const ids = parts.map(chunkId);
    const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
    return [
      ...lost.map((token) => `${token} is lost`),
      ...misplaced,
      ...twice.map((id) => `${id} is there twice`),
      ...parts.flatMap((part) => this.#tickProblem(folder, part)),
    ];
  }

  /** A chunk that people set to one status, and no other, has it, in the plan or in a version that is listed. */
  #tickProblem(folder: string, part: string): string[] {
    const [id, status] = [chunkId(part), statusOf(part)];
    const set = this.#ticks.get(id) ?? new Set();
    if (status === 'not-started' || status === '') {
      const wanted = [...set];
      const kept = conflictsIn(folder).some(({ id: of }) => of.startsWith('plans:'));
      return wanted.length === 0 || kept ? [] : [`${id} is ${status}, though set to ${wanted}`];
    }
    return set.has(status) ? [] : [`${id} is ${status}, which nobody made it`];
  }
}
