/** Where a passphrase comes from: the environment, a file that the config names, or whoever sits at the terminal. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { SamediError } from '../../../src/lib/errors.ts';
import { decodeText } from '../arguments/text-file.ts';
import { canAsk, typedHidden } from '../terminal/ask.ts';

interface Sources {
  env: NodeJS.ProcessEnv;
  /** `storage.backup_passphrase_file`. */
  file: string | null;
}

const VARIABLE = 'SAMEDI_BACKUP_PASSPHRASE';

/** Null where neither the environment nor a file has one. Throws `config_invalid` for a file that has none. */
function given({ env, file }: Sources): string | null {
  const fromEnv = env[VARIABLE];
  if (fromEnv) return fromEnv;
  if (file === null) return null;
  const path = file.replace(/^~(?=$|[/\\])/, () => homedir());
  let text = '';
  try {
    text =
      decodeText(readFileSync(path))
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/)[0] ?? '';
  } catch (cause) {
    const { code = 'unreadable' } = cause as NodeJS.ErrnoException;
    throw noPassphraseIn(path, cause instanceof SamediError ? cause.message : code, cause);
  }
  if (text === '') throw noPassphraseIn(path, 'its first line is empty');
  return text;
}

function noPassphraseIn(path: string, why: string, cause?: unknown): SamediError {
  return new SamediError('config_invalid', `${path} holds no passphrase (${why}).`, {
    next: 'Write one into its first line, or set storage.backup_passphrase_file to another file.',
    cause,
  });
}

/** For a new backup: asked twice, since a slip would lose it. */
export async function passphraseToEncrypt(sources: Sources): Promise<string> {
  const found = given(sources);
  if (found !== null) return found;
  const first = await ask('Passphrase for the backup');
  const second = await ask('The same once more');
  if (first === second) return first;
  throw new SamediError('usage', 'The two passphrases differ.', { next: 'Try again.' });
}

export async function passphraseToDecrypt(sources: Sources): Promise<string> {
  return given(sources) ?? ask('Passphrase of the backup');
}

async function ask(message: string): Promise<string> {
  const answer = canAsk() ? await typedHidden(message) : '';
  if (answer === '') throw noneGiven();
  return answer;
}

function noneGiven(): SamediError {
  return new SamediError('usage', 'A passphrase is needed.', {
    next: `Run it in a terminal, set ${VARIABLE}, or name a file in storage.backup_passphrase_file.`,
  });
}
