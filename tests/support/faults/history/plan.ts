/** Edits of a plan's structure, as a person makes them in an editor. Each line says which chunk it belongs to. */
import type { Chance } from '../random.ts';

const chunk = (id: string, title: string) =>
  `## Chunk ${id.slice(1)}: ${title} {#${id}}\n**Duration**: 1 hour\n**Status**: not-started\n\n`;

export const planOfHistory = `---
id: french
title: French
created: 2026-01-01T10:00:00Z
status: in-progress
---

# French

Words.

${['One', 'Two', 'Three', 'Four'].map((title, i) => chunk(`c${i + 1}`, title)).join('')}`;

/** The part before the chunks, and the chunks. */
export const partsOf = (text: string): string[] => text.split(/^(?=## )/m);
export const chunkId = (part: string) => /\{#(\w+)\}/.exec(part)?.[1] ?? 'head';
export const statusOf = (part: string) => /\*\*Status\*\*: (\S+)/.exec(part)?.[1] ?? '';

const OWN_LINES = /^tok\d+z of \w+\n/gm;

type PlanAct = (parts: string[], chance: Chance, token: string) => void;

/** At random, but never the part before the chunks. */
const anyChunk = (parts: string[], chance: Chance) => 1 + chance.below(parts.length - 1);

function changeLine(parts: string[], chance: Chance, line: string): void {
  const at = chance.below(parts.length);
  const own = parts[at]!.match(OWN_LINES);
  if (own)
    parts[at] = parts[at]!.replace(chance.pick(own), line && `${line} of ${chunkId(parts[at]!)}\n`);
}

export const planActs: Record<string, PlanAct> = {
  addLine(parts, chance, token) {
    const at = chance.below(parts.length);
    parts[at] = `${parts[at]!.trimEnd()}\n\n${token} of ${chunkId(parts[at]!)}\n\n`;
  },
  addLineOnTop(parts, chance, token) {
    const at = anyChunk(parts, chance);
    parts[at] = parts[at]!.replace('\n\n', `\n\n${token} of ${chunkId(parts[at]!)}\n`);
  },
  changeLine,
  removeLine: (parts, chance) => changeLine(parts, chance, ''),
  addChunk(parts, chance, token) {
    const id = `c${token.replace(/\D/g, '')}0`;
    parts.splice(1 + chance.below(parts.length), 0, chunk(id, `Of ${token}`));
  },
  move(parts, chance) {
    if (parts.length < 3) return;
    const [part] = parts.splice(anyChunk(parts, chance), 1);
    parts.splice(1 + chance.below(parts.length), 0, part!);
  },
  swap(parts, chance) {
    if (parts.length < 3) return;
    const [a, b] = [anyChunk(parts, chance), anyChunk(parts, chance)];
    [parts[a], parts[b]] = [parts[b]!, parts[a]!];
  },
  retitle(parts, chance, token) {
    if (parts.length < 2) return;
    const at = anyChunk(parts, chance);
    parts[at] = parts[at]!.replace(/: .* \{#/, `: Now ${token} {#`);
  },
  removeChunk(parts, chance) {
    if (parts.length > 3 && chance.once(2)) parts.splice(anyChunk(parts, chance), 1);
  },
  tick(parts, chance) {
    if (parts.length < 2) return;
    const at = anyChunk(parts, chance);
    const status = chance.pick(['completed', 'skipped', 'in-progress']);
    parts[at] = parts[at]!.replace(/(\*\*Status\*\*: )\S+/, `$1${status}`);
  },
};
