/** Rows that stay as they are. */
import { isDeepStrictEqual } from 'node:util';

/** Whether what `read` makes of a row is `data` already. A row that cannot be read is replaced by one that can. */
export function says(data: object, read: () => object): boolean {
  try {
    return isDeepStrictEqual(read(), data);
  } catch {
    return false;
  }
}
