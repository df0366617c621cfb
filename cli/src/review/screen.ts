/** A terminal's other screen, on which nothing stays behind: entered, drawn on, and left however the process ends. */
import type { ReadStream, WriteStream } from 'node:tty';
import { type Key, keysIn } from './keys.ts';
import type { Size } from './view.ts';

export interface Terminal {
  input: ReadStream;
  output: WriteStream;
}

interface Player {
  draw(size: Size): string[];
  /** Returns whether that was the last key. */
  press(key: Key): boolean;
}

/** Modes of xterm, which terminals have in common (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html). */
const OTHER_SCREEN = 1049;
const CURSOR = 25;
const ENTER = `\u001b[?${OTHER_SCREEN}h\u001b[?${CURSOR}l`;
const LEAVE = `\u001b[?${CURSOR}h\u001b[?${OTHER_SCREEN}l`;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Until the last key. Rejects with what `player` throws; a signal ends the process as ever, on the screen from before.
 */
export function onScreen({ input, output }: Terminal, player: Player): Promise<void> {
  return new Promise((resolve, reject) => {
    const draw = () => {
      const size = { columns: output.columns || 80, rows: output.rows || 24 };
      const lines = player.draw(size).map((line) => `${line}\u001b[K`);
      output.write(`\u001b[H${lines.join('\r\n')}\u001b[J`);
    };
    const guarded = (work: () => boolean) => {
      try {
        if (work()) end(resolve);
        else draw();
      } catch (error) {
        end(() => reject(error));
      }
    };
    const heard = (text: string) => guarded(() => keysIn(text).some((key) => player.press(key)));
    const resized = () => guarded(() => false);
    const gone = () => end(resolve);
    const killed = (signal: NodeJS.Signals) => {
      restore();
      process.kill(process.pid, signal);
    };
    function restore(): void {
      process.off('exit', restore);
      for (const signal of signals) process.off(signal, killed);
      input.off('data', heard).off('end', gone).off('error', gone).pause();
      output.off('resize', resized);
      if (!input.destroyed) input.setRawMode(false);
      output.write(LEAVE);
    }
    function end(then: () => void): void {
      restore();
      then();
    }

    process.on('exit', restore);
    for (const signal of signals) process.on(signal, killed);
    input.setEncoding('utf8').on('data', heard).on('end', gone).on('error', gone);
    output.on('resize', resized);
    output.write(ENTER);
    guarded(() => {
      input.setRawMode(true);
      input.resume();
      return false;
    });
  });
}
