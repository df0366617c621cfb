/** How large things may be. Apart from the wire's schemas, so that a command that does not sync loads no validator. */
export const limits = {
  /** Bytes of a request body (UTF-8). */
  requestBytes: 1_048_576,
  /** Bytes of an answer's deltas (UTF-8), not counting the envelope. */
  answerBytes: 1_048_576,
  /** Deltas in a request, and in an answer. */
  deltas: 1_000,
  /** Bytes of a plan file (UTF-8). */
  planBytes: 524_288,
  /** Bytes of a bound value: D1 allows 2 MB, and slows well before it. */
  boundBytes: 900_000,
} as const;
