/**
 * Questions to whoever sits at the terminal. They show on stderr, so that stdout stays the result, as JSON too.
 * Control-C ends the process, as anywhere; Escape and Control-D leave a question without an answer.
 */
import type { Key } from 'node:readline';
import type * as Prompts from '@clack/prompts';

interface Place {
  output: NodeJS.WriteStream;
  signal: AbortSignal;
  withGuide: false;
}

/** Whether somebody is there to answer. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Yes or no; Enter says `byDefault`, and no answer is a no. */
export async function agrees(message: string, byDefault: boolean): Promise<boolean> {
  const answer = await asked(({ confirm }, place) =>
    confirm({ message, initialValue: byDefault, ...place }),
  );
  return answer ?? false;
}

/** What was typed, without spaces around it; empty where nothing was. */
export async function typed(message: string): Promise<string> {
  return (await asked(({ text }, place) => text({ message, ...place })))?.trim() ?? '';
}

/** What was typed without showing; empty where nothing was. */
export async function typedHidden(message: string): Promise<string> {
  return (await asked(({ password }, place) => password({ message, ...place }))) ?? '';
}

/** Null where no answer was given. */
async function asked<T>(
  ask: (prompts: typeof Prompts, place: Place) => Promise<T>,
): Promise<Exclude<T, symbol> | null> {
  const { stdin, stderr } = process;
  const prompts = await import('@clack/prompts');
  const ended = new AbortController();
  const end = () => ended.abort();
  let interrupted = false;
  const heard = (_: unknown, { ctrl, name }: Key) => {
    if (ctrl && name === 'c') interrupted = true;
    if (ctrl && name === 'd') end();
  };
  stdin.on('keypress', heard).once('end', end);
  try {
    const answer = await ask(prompts, { output: stderr, signal: ended.signal, withGuide: false });
    if (interrupted) return await endByInterrupt();
    return prompts.isCancel(answer) ? null : (answer as Exclude<T, symbol>);
  } finally {
    stdin.off('keypress', heard).off('end', end);
  }
}

/** In raw mode Control-C is a character; here it becomes the signal again, so that shells see 130. */
function endByInterrupt(): Promise<never> {
  process.kill(process.pid, 'SIGINT');
  return new Promise(() => {});
}
