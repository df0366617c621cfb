/** Which backups stay. */
import { backupLimits } from './limits.ts';

/** Those of `ids` (`daily/2026-01-27`, `weekly/2026-W05`) that are older than the ones kept of their kind. */
export function outdated(ids: readonly string[]): string[] {
  return (['daily', 'weekly'] as const).flatMap((kind) =>
    ids
      .filter((id) => id.startsWith(`${kind}/`))
      .sort()
      .reverse()
      .slice(backupLimits[kind]),
  );
}
