/** What people and scripts see: results on stdout, all else on stderr, colour only where a terminal shows it. */
import { fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { styleText } from 'node:util';
import { SamediError } from '../../../src/lib/errors.ts';
import { writeAll } from '../home/files.ts';
import { fileReason } from '../home/trouble.ts';

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
  /** The whole result, in pieces that need not fit into memory together. */
  pieces(source: Readable): Promise<void>;
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
/** In JSON the other marks of direction, too, since there all of them can be written otherwise. */
const actingInJson = new RegExp(`${acting.source}|[\u061c\u200e\u200f]`, 'gu');
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

/** Node's own have a descriptor; a test's may have none. */
type Stream = NodeJS.WriteStream & { fd?: number };

/** JSON for a stream; where that is a terminal, it finds nothing in it to act on, and the JSON says the same. */
export function jsonFor({ isTTY }: NodeJS.WriteStream, value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  if (!isTTY) return text;
  return text.replace(
    actingInJson,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

interface Streams {
  stdout: Stream;
  stderr: NodeJS.WriteStream;
}

/** Words beside the result. Where they cannot be written, there is no place to say so, and the work goes on. */
export function tell(stderr: NodeJS.WriteStream, text: string): void {
  try {
    stderr.write(text);
  } catch {
    // A full disk, or a descriptor that is closed.
  }
}

/** What to say where the result cannot be written. */
export function unwritten(cause: unknown): SamediError {
  const reason = fileReason((cause as NodeJS.ErrnoException).code);
  return new SamediError('output_failed', `The output could not be written: ${reason}.`, {
    next: 'Send it elsewhere, or make room, and run the command again.',
    cause,
  });
}

/** Node's own stream for files and devices takes a short write for a whole one. */
function writerOf(stdout: Stream): (data: string | Uint8Array) => void {
  if (!isFile(stdout)) return (data) => void stdout.write(data);
  return (data) => {
    try {
      writeAll(stdout.fd ?? 1, Buffer.from(data));
    } catch (error) {
      throw unwritten(error);
    }
  };
}

function isFile({ fd, isTTY }: Stream): boolean {
  if (isTTY || fd === undefined) return false;
  const stat = fstatSync(fd);
  return stat.isFile() || stat.isCharacterDevice();
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
  const say = (text: string) => tell(stderr, text);
  const clear = () => say('\r\u001b[K');
  const write = writerOf(stdout);
  let progressShown = false;
  const toStderr = (text: string) => {
    if (progressShown) clear();
    progressShown = false;
    say(`${shown(stderr, text)}\n`);
  };
  return {
    json,
    columns: stdout.isTTY ? stdout.columns : undefined,
    line: (text = '') => write(`${shown(stdout, text)}\n`),
    raw: (text) => write(stdout.isTTY ? harmless(text) : text),
    pieces: async (source) => {
      if (isFile(stdout)) for await (const piece of source) write(piece);
      // Loaded only here: few commands need it, and every one would wait for it.
      else await (await import('node:stream/promises')).pipeline(source, stdout, { end: false });
    },
    data: (value) => write(`${jsonFor(stdout, value, 2)}\n`),
    note: toStderr,
    warn: (text) => toStderr(paint(stderr, 'yellow', text)),
    progress: (text) => {
      if (!clever(stderr)) return;
      if (progressShown || text !== '') clear();
      say(text);
      progressShown = text !== '';
    },
    paint: (style, text) => paint(stdout, style, text),
  };
}
