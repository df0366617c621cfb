/** Tokens: JWTs that name a user and one of its devices (RFC 7519), signed with HS256 and nothing else. */
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { SamediError } from '../../lib/errors.ts';

/** Who asks. Comes from a verified token only, never from anything else in a request. */
export interface Identity {
  userId: string;
  deviceId: string;
}

const ISSUER = 'samedi';
/** What a token is good for. One for the other is refused. */
const AUDIENCE = { device: 'samedi', poll: 'samedi-poll' } as const;

export const tokenSeconds = { browser: 30 * 86_400, cli: 365 * 86_400 } as const;

export const signInAgain = 'Sign in again: samedi login you@example.com, or /login in a browser.';

interface Secrets {
  jwtSecret: string;
  jwtSecretPrevious: string | null;
}

/** A token for a device, valid from `now` (Unix ms) for as long as its kind of device stays signed in. */
export function signToken(
  identity: Identity,
  kind: keyof typeof tokenSeconds,
  now: number,
  secrets: Secrets,
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE.device)
    .setSubject(identity.userId)
    .setJti(identity.deviceId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + tokenSeconds[kind])
    .sign(key(secrets.jwtSecret));
}

/**
 * The identity in a token. Throws `token_expired`, or `token_invalid` for everything else that is wrong with it.
 * The algorithm is pinned (RFC 8725, 3.1): `alg: none` and asymmetric look-alikes fail here.
 */
export async function verifyToken(token: string, now: number, secrets: Secrets): Promise<Identity> {
  const checks = { audience: AUDIENCE.device, requiredClaims: ['sub', 'jti', 'exp'] };
  const outcome = await verifyJwt(token, now, secrets, checks);
  if (outcome === 'expired') {
    throw new SamediError('token_expired', 'This sign-in has expired.', { next: signInAgain });
  }
  if (outcome === 'invalid') {
    throw new SamediError('token_invalid', 'This sign-in is not valid here.', {
      next: signInAgain,
    });
  }
  return { userId: outcome.sub as string, deviceId: outcome.jti as string };
}

/** What a terminal waits with, valid until `expiresAt` (Unix ms). It names the link, by its hash, and nobody. */
export function signPollToken(
  linkHash: string,
  expiresAt: number,
  secrets: Secrets,
): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE.poll)
    .setJti(linkHash)
    .setExpirationTime(Math.ceil(expiresAt / 1000))
    .sign(key(secrets.jwtSecret));
}

/** The hash of its link. Throws `link_expired`, or `link_invalid` for what was never handed to a terminal. */
export async function verifyPollToken(
  token: string,
  now: number,
  secrets: Secrets,
): Promise<string> {
  const checks = { audience: AUDIENCE.poll, requiredClaims: ['jti', 'exp'] };
  const outcome = await verifyJwt(token, now, secrets, checks);
  const next = 'Start again: samedi login you@example.com';
  if (outcome === 'expired') {
    throw new SamediError('link_expired', 'Nobody typed the code in within 15 minutes.', { next });
  }
  if (outcome === 'invalid') {
    throw new SamediError('link_invalid', 'This sign-in was not started here.', { next });
  }
  return outcome.jti as string;
}

interface Checks {
  audience: string;
  requiredClaims: string[];
}

/** A token's claims, by the secret or, while it is being rotated, the one before. */
async function verifyJwt(
  token: string,
  now: number,
  secrets: Secrets,
  checks: Checks,
): Promise<JWTPayload | 'expired' | 'invalid'> {
  const options = { algorithms: ['HS256'], issuer: ISSUER, currentDate: new Date(now), ...checks };
  for (const secret of [secrets.jwtSecret, secrets.jwtSecretPrevious]) {
    if (secret === null) continue;
    try {
      return (await jwtVerify(token, key(secret), options)).payload;
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) continue;
      if (error instanceof errors.JWTExpired) return 'expired';
      if (error instanceof errors.JOSEError) return 'invalid';
      throw error;
    }
  }
  return 'invalid';
}

function key(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
