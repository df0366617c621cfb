/** One question to whoever sits at the terminal; asked on stderr, so that stdout stays the result. */
import { createInterface } from 'node:readline/promises';

/** Whether somebody is there to answer. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** What was typed; empty where Ctrl-C or Ctrl-D ended the question. */
export async function ask(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<null>((resolve) => reader.once('close', () => resolve(null)));
  try {
    const answer = await Promise.race([reader.question(question), closed]);
    if (answer === null) process.stderr.write('\n');
    return answer?.trim() ?? '';
  } finally {
    reader.close();
  }
}
