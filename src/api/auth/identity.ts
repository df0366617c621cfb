/** Tokens: JWTs that name a user and one of its devices (RFC 7519), signed with HS256 and nothing else. */
import { errors, jwtVerify, SignJWT } from 'jose';
import { SamediError } from '../../lib/errors.ts';
import type { ServerSettings } from '../context.ts';

/** Who asks. Comes from a verified token only, never from anything else in a request. */
export interface Identity {
  userId: string;
  deviceId: string;
}

const ISSUER = 'samedi';
const AUDIENCE = 'samedi';

export const tokenSeconds = { browser: 30 * 86_400, cli: 365 * 86_400 } as const;

type Secrets = Pick<ServerSettings, 'jwtSecret' | 'jwtSecretPrevious'>;

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
    .setAudience(AUDIENCE)
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
  try {
    return await verifyWith(secrets.jwtSecret, token, now);
  } catch (error) {
    const older = secrets.jwtSecretPrevious;
    if (older && error instanceof errors.JWSSignatureVerificationFailed) {
      return verifyWith(older, token, now).catch((second) => Promise.reject(refusal(second)));
    }
    throw refusal(error);
  }
}

async function verifyWith(secret: string, token: string, now: number): Promise<Identity> {
  const { payload } = await jwtVerify(token, key(secret), {
    algorithms: ['HS256'],
    issuer: ISSUER,
    audience: AUDIENCE,
    requiredClaims: ['sub', 'jti', 'exp'],
    currentDate: new Date(now),
  });
  return { userId: payload.sub as string, deviceId: payload.jti as string };
}

function refusal(error: unknown): SamediError {
  if (error instanceof errors.JWTExpired) {
    return new SamediError('token_expired', 'This sign-in has expired.', { next: signInAgain });
  }
  return new SamediError('token_invalid', 'This sign-in is not valid here.', { next: signInAgain });
}

export const signInAgain = 'Sign in again: samedi login you@example.com, or /login in a browser.';

function key(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
