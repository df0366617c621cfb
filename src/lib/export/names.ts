/** The files that an export consists of. */
import { type Day, isDay } from '../time/days.ts';

export const exportKinds = ['plans', 'cards'] as const;
export type ExportKind = (typeof exportKinds)[number];

const endings = { plans: 'md', cards: 'json' } as const;

/** `plans-2026-01-27.md`. */
export function exportName(kind: ExportKind, day: Day): string {
  return `${kind}-${day}.${endings[kind]}`;
}

/** Null where `name` is not one of an export. */
export function exportKindOf(name: string): ExportKind | null {
  const [, kind, day = ''] = /^(\w+)-([\d-]+)\.\w+$/.exec(name) ?? [];
  const found = exportKinds.find((known) => known === kind);
  return found && isDay(day) && name === exportName(found, day) ? found : null;
}
