/** Encryption in the age format (https://age-encryption.org/v1), as a stream. Loaded only where something is encrypted. */
import { Readable } from 'node:stream';
import { Decrypter, Encrypter } from 'age-encryption';
import { SamediError } from '../../../src/lib/errors.ts';

type Chunks = AsyncIterable<Uint8Array>;

export async function* encrypted(plain: Chunks, passphrase: string): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  yield* await encrypter.encrypt(webStream(plain));
}

/** Throws `passphrase_wrong`, and `backup_invalid` where a byte is not as it was encrypted. */
export async function* decrypted(cipher: Chunks, passphrase: string): AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const plain = await decrypter.decrypt(webStream(cipher)).catch((cause: unknown) => {
    throw new SamediError('passphrase_wrong', 'The backup does not open with this passphrase.', {
      next: 'Try another passphrase. If it is the right one, the beginning of the file is damaged.',
      cause,
    });
  });
  try {
    yield* plain;
  } catch (cause) {
    throw new SamediError('backup_invalid', 'The backup is damaged: it does not decrypt.', {
      next: 'Take another one: samedi backup list',
      cause,
    });
  }
}

function webStream(chunks: Chunks): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array>;
}
