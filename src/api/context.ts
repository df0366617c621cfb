/** The only module that knows where bindings come from. A verb that anyone may call gets a `Context`. */
import { env, waitUntil } from 'cloudflare:workers';
import { SamediError } from '../lib/errors.ts';
import { countryName } from '../lib/text/country-name.ts';
import { type Identity, signInAgain } from './auth/identity.ts';
import { type Cost, metered } from './metering.ts';
import { parseSettings, type ServerSettings } from './settings.ts';

export interface Context {
  db: D1Database;
  kv: KVNamespace;
  r2: R2Bucket;
  metrics: AnalyticsEngineDataset;
  settings: ServerSettings;
  /** Unix milliseconds; a test sets its own. */
  now: () => number;
  /** Goes on with it when the answer is out; what fails there is nobody's failure. */
  afterwards: (work: Promise<void>) => void;
  requestId: string;
  /** Where the request came from, for limits; `unknown` where the platform does not say. */
  networkAddress: string;
  /** The country that the request came from, in words; null where the platform does not say. */
  place: string | null;
}

/** For a verb whose caller is signed in, by the verified token. The query checks whether the device was revoked. */
export interface DeviceContext extends Context {
  identity: Identity;
}

/** What an adapter has: who asks, or null for a stranger. */
export interface VisitorContext extends Context {
  identity: Identity | null;
}

/** Narrows to a device's. Throws `not_signed_in` for a stranger. */
export function requireDevice(ctx: VisitorContext): asserts ctx is DeviceContext {
  if (ctx.identity) return;
  throw new SamediError('not_signed_in', 'Not signed in.', { next: signInAgain });
}

interface RequestFacts {
  request: Request;
  requestId: string;
  identity: Identity | null;
  /** Grows with what the request asks of D1. */
  cost: Cost;
}

export function contextFor({ request, requestId, identity, cost }: RequestFacts): VisitorContext {
  return {
    db: metered(env.DB, cost),
    kv: env.KV,
    r2: env.R2,
    metrics: env.METRICS,
    settings: {
      ...serverSettings(),
      ...(__LOCAL_BUILD__ && { appUrl: new URL(request.url).origin }),
    },
    now: Date.now,
    afterwards: waitUntil,
    requestId,
    networkAddress: request.headers.get('cf-connecting-ip') ?? 'unknown',
    place: countryName(request.headers.get('cf-ipcountry')),
    identity,
  };
}

/** Parsed once: what it is made of does not change while an isolate lives. */
export function serverSettings(): ServerSettings {
  parsed ??= parseSettings({ ...env });
  return parsed;
}

let parsed: ServerSettings | undefined;

/** A line a request in Analytics Engine: which route, how it went, and what it cost. Nothing about who asked. */
export function recordMetrics(route: string, status: number, cost: Cost): void {
  const { trips, statements, rowsRead, rowsWritten } = cost;
  env.METRICS.writeDataPoint({
    indexes: [route],
    doubles: [status, trips, statements, rowsRead, rowsWritten],
  });
}
