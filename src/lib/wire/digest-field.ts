/** The digest of a body in an HTTP header: `Content-Digest` and `Repr-Digest` of RFC 9530, and `Unencoded-Digest`. */

/** The field of something with this SHA-256 (base64). */
export function digestHeader(base64: string): string {
  return `sha-256=:${base64}:`;
}

/** The SHA-256 (base64, 44 characters) in a field; null where it has none. */
export function digestIn(header: string | null): string | null {
  return /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)/.exec(header ?? '')?.[1] ?? null;
}
