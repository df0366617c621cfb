/** Where exports lie in R2. */
import type { ExportKind } from '../../lib/export/names.ts';

export const exportTypes: Readonly<Record<ExportKind, string>> = {
  plans: 'text/markdown; charset=utf-8',
  cards: 'application/json',
};

export function exportKey(userId: string, name: string): string {
  return `${userId}/exports/${name}`;
}
