/** Lines from standard input, a terminal or not, without waiting for its end. */
import { createInterface } from 'node:readline';

/** How long a token that is piped in may take to arrive before a mail is asked for. */
const EARLY_MS = 300;

export interface Lines {
  /** The first line, where input is piped in and has one at once; else null. */
  early(): Promise<string | null>;
  /** The next line that is not empty; never settles where none comes. */
  next(): Promise<string>;
  close(): void;
}

export function openLines(input: NodeJS.ReadStream): Lines {
  const reader = createInterface({ input, terminal: false });
  const waiting: string[] = [];
  let ended = false;
  let wake: () => void = () => {};
  reader.on('line', (line) => {
    if (line.trim() !== '') waiting.push(line.trim());
    wake();
  });
  reader.on('close', () => {
    ended = true;
    wake();
  });
  const heard = () => new Promise<void>((resolve) => (wake = resolve));
  return {
    async early() {
      if (input.isTTY) return null;
      const until = Date.now() + EARLY_MS;
      while (waiting.length === 0 && !ended && Date.now() < until) {
        await Promise.race([heard(), new Promise((done) => setTimeout(done, until - Date.now()))]);
      }
      return waiting.shift() ?? null;
    },
    async next() {
      while (waiting.length === 0) await heard();
      return waiting.shift() as string;
    },
    close() {
      reader.close();
      input.unref?.();
    },
  };
}
