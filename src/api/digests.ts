/** SHA-256, of bytes or of text as UTF-8. */
export async function sha256(content: Uint8Array | string): Promise<Uint8Array> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}

/** As HTTP's digest fields have it: 44 characters. */
export async function sha256Base64(content: Uint8Array | string): Promise<string> {
  return (await sha256(content)).toBase64();
}
