/** Structured lines for whoever runs the server. Never a token, an address or a record's content. */
export function logError(event: string, fields: Record<string, unknown>, cause?: unknown): void {
  console.error(JSON.stringify({ event, ...fields, cause: printable(cause) }));
}

function printable(cause: unknown): unknown {
  if (cause instanceof Error) {
    return {
      name: cause.name,
      message: cause.message,
      stack: cause.stack,
      cause: printable(cause.cause),
    };
  }
  return cause === undefined ? undefined : String(cause);
}
