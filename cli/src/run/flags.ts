/** The flags that every command takes. */

/** Filled in while a command line is read, so that an error on the way is told as was asked for so far. */
export interface GlobalFlags {
  json: boolean;
  home?: string;
  endpoint?: string;
  /** Whether a home that has lost its database may begin with an empty one. */
  new: boolean;
  /** Each `NAME=VALUE`, in their order. */
  readonly set: string[];
}

export function noFlags(): GlobalFlags {
  return { json: false, new: false, set: [] };
}
