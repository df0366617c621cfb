/** What people and scripts see: results on stdout, all else on stderr, colour only where a terminal shows it. */
import { styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan';

export interface Output {
  /** Whether the result is to be JSON. */
  readonly json: boolean;
  /** How wide the terminal is that the result goes to; undefined where it goes elsewhere. */
  readonly columns: number | undefined;
  /** A line of the result. */
  line(text?: string): void;
  /** The whole result; to a file or a pipe as it is, byte for byte. */
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

/** What a terminal acts on: a title or a note from elsewhere may hold it. And what `paint` writes: begun, and ended. */
const acting = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;
const ESC = '\u001b';
const painted = `(${ESC}\\[(?:1|2|3[1236])m)([^${ESC}\\n]*)(${ESC}\\[(?:22|39)m)`;
const paintedOrActing = new RegExp(`${painted}|${acting.source}`, 'gu');

/** `text` to be shown: whatever it says, it moves no cursor, and colours nothing behind it. */
export function harmless(text: string, { colours = false } = {}): string {
  return text.replace(paintedOrActing, (_, begin = '', inner = '', end = '') => {
    const plain = inner.replace(acting, '');
    return colours ? `${begin}${plain}${end}` : plain;
  });
}

interface Streams {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

export function createOutput(
  { stdout, stderr }: Streams,
  { json, env }: { json: boolean; env: NodeJS.ProcessEnv },
): Output {
  const clever = (stream: NodeJS.WriteStream) => stream.isTTY === true && env['TERM'] !== 'dumb';
  const coloured = (stream: NodeJS.WriteStream) => clever(stream) && !env['NO_COLOR'];
  const shown = (stream: NodeJS.WriteStream, text: string) =>
    harmless(text, { colours: coloured(stream) });
  const paint = (stream: NodeJS.WriteStream, style: Style, text: string) =>
    coloured(stream) ? styleText(style, text, { validateStream: false }) : text;
  const clear = () => stderr.write('\r\u001b[K');
  let progressShown = false;
  const toStderr = (text: string) => {
    if (progressShown) clear();
    progressShown = false;
    stderr.write(`${shown(stderr, text)}\n`);
  };
  return {
    json,
    columns: stdout.isTTY ? stdout.columns : undefined,
    line: (text = '') => void stdout.write(`${shown(stdout, text)}\n`),
    raw: (text) => void stdout.write(stdout.isTTY ? harmless(text) : text),
    data: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    note: toStderr,
    warn: (text) => toStderr(paint(stderr, 'yellow', text)),
    progress: (text) => {
      if (!clever(stderr)) return;
      if (progressShown || text !== '') clear();
      stderr.write(text);
      progressShown = text !== '';
    },
    paint: (style, text) => paint(stdout, style, text),
  };
}
