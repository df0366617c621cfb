/** The only module that knows where bindings come from. A verb that anyone may call gets a `Context`. */
import { env } from 'cloudflare:workers';
import { SamediError } from '../lib/errors.ts';
import { countryName } from '../lib/text/country-name.ts';
import { type Identity, signInAgain } from './auth/identity.ts';
import { type Cost, metered } from './metering.ts';

export interface Context {
  db: D1Database;
  kv: KVNamespace;
  r2: R2Bucket;
  metrics: AnalyticsEngineDataset;
  settings: ServerSettings;
  /** Unix milliseconds; a test sets its own. */
  now: () => number;
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

/** What the person who runs the server decides; `wrangler.jsonc` and secrets. */
export interface ServerSettings {
  /**
   * Where people reach this server, without a slash at the end. Links in mails start with it. In a local build it is
   * wherever the request went: `npm start` takes another port where one is busy.
   */
  appUrl: string;
  jwtSecret: string;
  /** Accepted as well while a secret is being rotated. */
  jwtSecretPrevious: string | null;
  mailSender: 'mailbox' | 'cloudflare' | 'mailgun';
  mailFrom: string;
  mailgun: { apiKey: string; domain: string; baseUrl: string } | null;
  sendEmail: SendEmail | null;
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
    requestId,
    networkAddress: request.headers.get('cf-connecting-ip') ?? 'unknown',
    place: countryName(request.headers.get('cf-ipcountry')),
    identity,
  };
}

export function serverSettings(): ServerSettings {
  // Optional bindings are not in the generated type, which describes wrangler.jsonc alone.
  const all: Env & OptionalBindings = env;
  if (!all.JWT_SECRET || all.JWT_SECRET.length < 32) {
    throw new Error('JWT_SECRET is missing or shorter than 32 characters; see docs/deploy.md');
  }
  return {
    appUrl: all.APP_URL.replace(/\/+$/, ''),
    jwtSecret: all.JWT_SECRET,
    jwtSecretPrevious: all.JWT_SECRET_PREVIOUS || null,
    mailSender: senderName(all.MAIL_SENDER),
    mailFrom: all.MAIL_FROM,
    mailgun:
      all.MAILGUN_API_KEY && all.MAILGUN_DOMAIN
        ? {
            apiKey: all.MAILGUN_API_KEY,
            domain: all.MAILGUN_DOMAIN,
            baseUrl: all.MAILGUN_BASE_URL || 'https://api.mailgun.net',
          }
        : null,
    sendEmail: all.SEND_EMAIL ?? null,
  };
}

interface OptionalBindings {
  JWT_SECRET?: string;
  JWT_SECRET_PREVIOUS?: string;
  MAILGUN_API_KEY?: string;
  MAILGUN_DOMAIN?: string;
  MAILGUN_BASE_URL?: string;
  SEND_EMAIL?: SendEmail;
}

function senderName(name: string): ServerSettings['mailSender'] {
  if (name === 'mailbox' || name === 'cloudflare' || name === 'mailgun') return name;
  throw new Error(`MAIL_SENDER is "${name}"; it can be cloudflare or mailgun; see docs/deploy.md`);
}

/** A line a request in Analytics Engine: which route, how it went, and what it cost. Nothing about who asked. */
export function recordMetrics(route: string, status: number, cost: Cost): void {
  const { trips, statements, rowsRead, rowsWritten } = cost;
  env.METRICS.writeDataPoint({
    indexes: [route],
    doubles: [status, trips, statements, rowsRead, rowsWritten],
  });
}
