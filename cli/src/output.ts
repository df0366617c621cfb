/** What people and scripts see: results on stdout, all else on stderr, colour only where a terminal shows it. */
import { styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

export interface Output {
  /** Whether the result is to be JSON. */
  readonly json: boolean;
  /** A line of the result. */
  line(text?: string): void;
  /** The whole result, as it is. */
  raw(text: string): void;
  /** The whole result as JSON. */
  data(value: unknown): void;
  /** Something by the way, on stderr. */
  note(text: string): void;
  warn(text: string): void;
  /** Shown in place while something goes on, on a terminal only; `''` takes it away. */
  progress(text: string): void;
  /** `text` for stdout, styled where that is a terminal. */
  paint(style: Style, text: string): string;
}

interface Streams {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

export function createOutput(
  { stdout, stderr }: Streams,
  { json, env }: { json: boolean; env: NodeJS.ProcessEnv },
): Output {
  const coloured = (stream: NodeJS.WriteStream) => stream.isTTY === true && !env['NO_COLOR'];
  const paint = (stream: NodeJS.WriteStream, style: Style, text: string) =>
    coloured(stream) ? styleText(style, text, { validateStream: false }) : text;
  const clear = () => stderr.write('\r\u001b[K');
  let progressShown = false;
  const toStderr = (text: string) => {
    if (progressShown) clear();
    progressShown = false;
    stderr.write(`${text}\n`);
  };
  return {
    json,
    line: (text = '') => void stdout.write(`${text}\n`),
    raw: (text) => void stdout.write(text),
    data: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    note: toStderr,
    warn: (text) => toStderr(paint(stderr, 'yellow', text)),
    progress: (text) => {
      if (!stderr.isTTY) return;
      if (progressShown || text !== '') clear();
      stderr.write(text);
      progressShown = text !== '';
    },
    paint: (style, text) => paint(stdout, style, text),
  };
}
