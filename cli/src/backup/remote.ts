/** Backups at the server. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { contentsHeader } from '../../../src/lib/backups/headers.ts';
import { backupLimits } from '../../../src/lib/backups/limits.ts';
import { SamediError } from '../../../src/lib/errors.ts';
import { bytesText } from '../../../src/lib/text/format.ts';
import { BackupList } from '../../../src/lib/wire/backups.ts';
import { digestHeader, digestIn } from '../../../src/lib/wire/digest-field.ts';
import { answerInvalid } from '../client/answers.ts';
import { get, open, remove } from '../client/requests.ts';
import { pieces, put } from '../client/transfers.ts';
import type { Auth } from '../home/auth-file.ts';
import type { MadeBackup } from './make.ts';
import { damaged } from './unpack.ts';

type Progress = (bytes: number) => void;

/** Returns its id. Throws `body_too_large` without asking, and what `put` throws. */
export async function uploadBackup(
  auth: Auth,
  made: MadeBackup,
  progress: Progress,
): Promise<string> {
  const { file, day, size, sha256 } = made;
  if (size > backupLimits.uploadBytes) throw tooLarge(size);
  const headers = {
    'content-type': made.encrypted ? 'application/octet-stream' : 'application/gzip',
    'repr-digest': digestHeader(Buffer.from(sha256, 'hex').toString('base64')),
    'samedi-contents': contentsHeader(made),
  };
  const body = counted(createReadStream(file), progress);
  await put(auth, `/api/backups/daily/${day}`, { body, length: size, headers }, BackupList);
  return `daily/${day}`;
}

function tooLarge(size: number): SamediError {
  const [is, fits] = [size, backupLimits.uploadBytes].map(bytesText);
  return new SamediError('body_too_large', `The backup has ${is}; the server takes ${fits}.`, {
    next: 'It was made, and is in the backup folder: copy it elsewhere from there.',
  });
}

export function remoteBackups(auth: Auth): Promise<BackupList> {
  return get(auth, '/api/backups', {}, BackupList);
}

export async function deleteRemote(auth: Auth, id: string): Promise<void> {
  await remove(auth, `/api/backups/${id}`, z.object({ id: z.literal(id) }));
}

/** Fetches it into a new file. Throws `backup_invalid` where what comes is not what was once sent. */
export async function downloadBackup(
  auth: Auth,
  id: string,
  path: string,
  progress: Progress,
): Promise<void> {
  const response = await open(auth, `/api/backups/${id}`);
  const expected = digestIn(response.headers.get('repr-digest'));
  if (expected === null) throw answerInvalid(auth.endpoint, 'it has no Repr-Digest');
  const hash = createHash('sha256');
  const hashing = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await pipeline(counted(pieces(response, auth.endpoint), progress), hashing, out);
  if (hash.digest('base64') !== expected)
    throw damaged('its SHA-256 is not the one it was stored with');
}

async function* counted(chunks: AsyncIterable<Uint8Array>, progress: Progress) {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    progress(bytes);
    yield chunk;
  }
}
