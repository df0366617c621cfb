/** What commands take for now. */
import { SamediError } from '../../../src/lib/errors.ts';

/** Unix ms. `SAMEDI_NOW` (Unix ms) stops the clock there, so that tests and demos can act on any day. */
export function clockFrom(env: NodeJS.ProcessEnv): () => number {
  const fixed = env['SAMEDI_NOW'];
  if (!fixed) return Date.now;
  const ms = Number(fixed);
  if (!Number.isSafeInteger(ms) || ms < 0) {
    throw new SamediError('config_invalid', `SAMEDI_NOW is "${fixed}".`, {
      next: 'It has to be a time in Unix milliseconds, or unset.',
    });
  }
  return () => ms;
}
