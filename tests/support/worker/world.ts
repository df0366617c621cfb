/** What worker tests start from: a context on the real bindings with a fixed clock, and signed-in users. */
import { env } from 'cloudflare:workers';
import type { Context, VisitorContext } from '../../../src/api/context.ts';
import { serverSettings } from '../../../src/api/context.ts';

/** Saturday 21 November 2026, 09:00 UTC. */
export const NOW = Date.UTC(2026, 10, 21, 9);

export function contextAs<Identity extends VisitorContext['identity']>(
  identity: Identity,
  overrides: Partial<Context> = {},
): Context & { identity: Identity } {
  return {
    db: env.DB,
    kv: env.KV,
    r2: env.R2,
    metrics: env.METRICS,
    settings: serverSettings(),
    now: () => NOW,
    afterwards: (work) => void going.push(work),
    requestId: 'test-request',
    networkAddress: '192.0.2.1',
    place: null,
    identity,
    ...overrides,
  };
}

const going: Promise<void>[] = [];

/** When all is done that tests' contexts went on with after their answers. */
export async function allDone(): Promise<void> {
  await Promise.all(going.splice(0));
}

/** A user with the named devices signed in. */
export async function addUser(userId: string, ...deviceIds: string[]): Promise<void> {
  await env.DB.batch([
    env.DB.prepare('INSERT INTO users (id, email, created_at, epoch) VALUES (?1, ?2, ?3, ?4)').bind(
      userId,
      `${userId}@example.org`,
      NOW,
      `epoch-${userId}`,
    ),
    ...deviceIds.map((id) =>
      env.DB.prepare(
        `INSERT INTO devices (user_id, id, kind, name, created_at, last_seen_at, signed_in_at)
         VALUES (?1, ?2, 'cli', ?2, ?3, ?3, ?3)`,
      ).bind(userId, id, NOW),
    ),
  ]);
}

/** Resolves to the error code that `promise` rejects with; fails where it does not, or with something else. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    (value) => new Error(`resolved to ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof Error && 'code' in outcome) return String(outcome.code);
  throw outcome;
}
