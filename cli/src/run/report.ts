/** Errors, as people and scripts get to see them. */
import { SamediError } from '../../../src/lib/errors.ts';
import { homeRoot } from '../home/paths.ts';
import { homeTrouble } from '../home/trouble.ts';
import { harmless, jsonFor, tell } from '../terminal/output.ts';
import { exitCodeOf } from './exit.ts';
import type { GlobalFlags } from './flags.ts';

/** Says on stderr what was thrown, and returns the exit code for it. */
export function report(thrown: unknown, { home, json }: GlobalFlags): number {
  const { env, stderr } = process;
  const { code, message, next } = toSamediError(homeTrouble(thrown, homeRoot(home, env)));
  tell(
    stderr,
    json
      ? `${jsonFor(stderr, { error: { code, message, next } })}\n`
      : harmless(`${message}${next ? `\n${next}` : ''}\n`),
  );
  if (env['SAMEDI_DEBUG']) tell(stderr, `${(thrown as Error)?.stack}\n`);
  return exitCodeOf[code];
}

function toSamediError(thrown: unknown): SamediError {
  if (thrown instanceof SamediError) return thrown;
  const what = thrown instanceof Error ? thrown.message : String(thrown);
  return new SamediError('internal', `Something went wrong in Samedi: ${what}`, {
    next: 'Run the command again with SAMEDI_DEBUG=1, and report what it prints.',
    cause: thrown,
  });
}
