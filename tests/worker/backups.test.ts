import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { deleteBackup } from '../../src/api/backups/delete.ts';
import { downloadBackup } from '../../src/api/backups/download.ts';
import { listBackups } from '../../src/api/backups/list.ts';
import { refuseWhereFull } from '../../src/api/backups/quota.ts';
import { uploadBackup } from '../../src/api/backups/upload.ts';
import type { DeviceContext } from '../../src/api/context.ts';
import { isoWeekOf } from '../../src/lib/backups/iso-week.ts';
import { backupLimits } from '../../src/lib/backups/limits.ts';
import { SamediError } from '../../src/lib/errors.ts';
import { addDays } from '../../src/lib/time/days.ts';
import { type Backup, BackupList } from '../../src/lib/wire/backups.ts';
import { digestHeader } from '../../src/lib/wire/digest-field.ts';
import { addUser, codeOf, contextAs, NOW } from '../support/worker/world.ts';

const ada = { userId: 'ada', deviceId: 'd1' };
const eve = { userId: 'eve', deviceId: 'e1' };
const TODAY = '2026-11-21';
const DAY_MS = 86_400_000;
const contents = { plans: 3, sessions: 120, cards: 900, reviews: 4_000 };

beforeEach(async () => {
  await addUser('ada', 'd1');
  await addUser('eve', 'e1');
});

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return btoa(String.fromCharCode(...new Uint8Array(hash)));
}

async function uploadOf(text: string, date = TODAY) {
  const bytes = new TextEncoder().encode(text);
  return {
    date,
    digest: await sha256(bytes),
    described: { contents, encrypted: false },
    length: bytes.length,
    body: new Blob([bytes]).stream(),
  };
}

const keys = async () => (await env.R2.list()).objects.map(({ key }) => key);
const bodyOf = async (response: Response) => new TextDecoder().decode(await response.arrayBuffer());
const textOf = async (ctx: DeviceContext, id: string) => bodyOf(await downloadBackup(ctx, { id }));
const put = async (text: string, date = TODAY, ctx = contextAs(ada)) =>
  uploadBackup(ctx, await uploadOf(text, date));

describe('uploading a backup', () => {
  test("keeps it as the day's, and as the week's first, with size and contents", async () => {
    const answer = await put('archive');
    expect(await keys()).toEqual(['ada/daily/2026-11-21.tar.gz', 'ada/weekly/2026-W47.tar.gz']);
    expect(BackupList.parse(answer)).toEqual({
      backups: ['daily/2026-11-21', 'weekly/2026-W47'].map((id) => ({
        id,
        size: 7,
        created_at: expect.any(Number),
        contents,
        encrypted: false,
      })),
      used_bytes: 14,
      limit_bytes: 1_073_741_824,
    });
    expect(await listBackups(contextAs(ada))).toEqual(answer);
    expect(await textOf(contextAs(ada), 'weekly/2026-W47')).toBe('archive');
  });

  test('of a Samedi that counted fewer kinds, or more, is listed and handed out with what both know', async () => {
    const counts = { plans: 1, sessions: 2, cards: 3 };
    const metadata = { plans: '1', sessions: '2', cards: '3', boats: '9', encrypted: 'false' };
    await put('archive');
    const { digest } = await uploadOf('older');
    await env.R2.put('ada/daily/2026-11-20.tar.gz', 'older', {
      customMetadata: metadata,
      sha256: Uint8Array.from(atob(digest), (char) => char.charCodeAt(0)),
    });
    const { backups } = BackupList.parse(await listBackups(contextAs(ada)));
    expect(backups.map((each) => each.contents)).toEqual([contents, counts, contents]);
    const { headers } = await downloadBackup(contextAs(ada), { id: 'daily/2026-11-20' });
    expect(headers.get('samedi-contents')).toBe('plans=1, sessions=2, cards=3');
  });

  test('the same day again replaces it; the first of the week stays', async () => {
    await put('first');
    await put('second');
    expect(await textOf(contextAs(ada), 'daily/2026-11-21')).toBe('second');
    expect(await textOf(contextAs(ada), 'weekly/2026-W47')).toBe('first');
  });

  test("31 December goes to the next year's first week where the calendar of weeks says so", async () => {
    const ctx = contextAs(ada, { now: () => Date.UTC(2025, 11, 31, 12) });
    await put('archive', '2025-12-31', ctx);
    expect(await keys()).toContain('ada/weekly/2026-W01.tar.gz');
  });

  test('what is not what its digest says leaves nothing, and what was there stays', async () => {
    const wrong = { ...(await uploadOf('archivf')), digest: (await uploadOf('archive')).digest };
    expect(await codeOf(uploadBackup(contextAs(ada), wrong))).toBe('digest_mismatch');
    expect(await keys()).toEqual([]);
    await put('good');
    const again = { ...(await uploadOf('archivf')), digest: (await uploadOf('archive')).digest };
    expect(await codeOf(uploadBackup(contextAs(ada), again))).toBe('digest_mismatch');
    expect(await textOf(contextAs(ada), 'daily/2026-11-21')).toBe('good');
  });

  test.each([0, 1, 9, 49, 99])(
    'cut after %i of 100 bytes leaves nothing, and what was there stays',
    async (after) => {
      const whole = 'x'.repeat(100);
      const cut = async () => ({
        ...(await uploadOf(whole)),
        body: new Blob([whole.slice(0, after)]).stream(),
      });
      expect(await codeOf(uploadBackup(contextAs(ada), await cut()))).toBe('upload_cut');
      expect(await keys()).toEqual([]);
      await put('good');
      expect(await codeOf(uploadBackup(contextAs(ada), await cut()))).toBe('upload_cut');
      expect(await textOf(contextAs(ada), 'daily/2026-11-21')).toBe('good');
    },
  );

  test('a body that breaks off with an error, or is longer than it said, leaves nothing', async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('connection lost')),
    });
    const upload = await uploadOf('archive');
    expect(await codeOf(uploadBackup(contextAs(ada), { ...upload, body: broken }))).toBe(
      'upload_cut',
    );
    const longer = { ...upload, body: new Blob(['archive and more']).stream() };
    expect(await codeOf(uploadBackup(contextAs(ada), longer))).toBe('upload_cut');
    expect(await keys()).toEqual([]);
  });

  test('of two at once, each whole, one is kept, with its own digest and contents', async () => {
    const texts = ['a'.repeat(50_000), 'b'.repeat(60_000)];
    await Promise.all(texts.map((text) => put(text)));
    for (const id of ['daily/2026-11-21', 'weekly/2026-W47']) {
      const response = await downloadBackup(contextAs(ada), { id });
      const digest = response.headers.get('repr-digest');
      const text = await bodyOf(response);
      expect(texts).toContain(text);
      expect(digest).toBe(digestHeader((await uploadOf(text)).digest));
    }
    const { backups, used_bytes } = await listBackups(contextAs(ada));
    expect(backups.map(({ id }) => id)).toEqual(['daily/2026-11-21', 'weekly/2026-W47']);
    expect(used_bytes).toBe(backups.reduce((sum, { size }) => sum + size, 0));
  });

  test('a date that is days off is refused: a wrong clock pushes nothing out', async () => {
    for (const off of [-2, -1, 0, 1, 2]) await put('archive', addDays(TODAY, off));
    const before = await keys();
    for (const off of [-3, 3, 365]) {
      expect(await codeOf(put('archive', addDays(TODAY, off)))).toBe('invalid_input');
    }
    expect(await keys()).toEqual(before);
  });

  test('one too large is refused before anything is read', async () => {
    const upload = { ...(await uploadOf('archive')), length: backupLimits.uploadBytes + 1 };
    const error = await uploadBackup(contextAs(ada), upload).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'body_too_large' });
    expect(error.message).toContain('95 MiB');
    expect(upload.body.locked).toBe(false);
  });

  test('14 days and 8 weeks are kept, and older ones go only once the new one is there', async () => {
    const first = addDays(TODAY, -69);
    for (let day = 0; day < 70; day++) {
      const now = () => NOW + (day - 69) * DAY_MS;
      await put(`day ${day}`, addDays(first, day), contextAs(ada, { now }));
    }
    const ids = (await listBackups(contextAs(ada))).backups.map(({ id }) => id);
    const days = Array.from({ length: 14 }, (_, i) => `daily/${addDays(TODAY, -i)}`);
    const weeks = Array.from(
      { length: 8 },
      (_, i) => `weekly/${isoWeekOf(addDays(TODAY, -7 * i))}`,
    );
    expect(ids).toEqual([...days, ...weeks]);
    // A Monday's is the first of its week.
    expect(await textOf(contextAs(ada), 'weekly/2026-W47')).toBe('day 64');

    const tomorrow = contextAs(ada, { now: () => NOW + DAY_MS });
    const wrong = {
      ...(await uploadOf('x', addDays(TODAY, 1))),
      digest: await sha256(new Uint8Array(1)),
    };
    expect(await codeOf(uploadBackup(tomorrow, wrong))).toBe('digest_mismatch');
    expect((await listBackups(contextAs(ada))).backups.map(({ id }) => id)).toEqual(ids);
  });

  test('an account that is deleted meanwhile stays empty', async () => {
    const upload = await uploadOf('archive');
    const gone = env.DB.prepare("DELETE FROM users WHERE id = 'ada'");
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await gone.run();
        controller.enqueue(new TextEncoder().encode('archive'));
        controller.close();
      },
    });
    expect(await codeOf(uploadBackup(contextAs(ada), { ...upload, body }))).toBe('device_revoked');
    expect(await keys()).toEqual([]);
  });
});

describe('room for backups', () => {
  const MIB = 1_048_576;
  const stored = (ids: string[], size: number): Backup[] =>
    ids.map((id) => ({ id, size, created_at: NOW, contents, encrypted: false }));
  const days = Array.from({ length: 14 }, (_, i) => `daily/${addDays('2026-11-07', i)}`);
  const news = ['daily/2026-11-21', 'weekly/2026-W47'] as const;
  const refusal = (backups: Backup[], length: number) => {
    try {
      refuseWhereFull(backups, news, length);
      return null;
    } catch (error) {
      if (error instanceof SamediError) return error;
      throw error;
    }
  };

  test('is told with what is used and what to delete, where it is not enough', () => {
    const week = stored(['weekly/2026-W47'], MIB);
    const error = refusal([...stored(days.slice(0, 12), 80 * MIB), ...week], 64 * MIB);
    expect(error?.code).toBe('storage_full');
    expect(error?.message).toBe(
      'There is no room for 64 MiB more: your backups take 961 MiB of 1 GiB.',
    );
    expect(error?.next).toContain('samedi backup delete daily/2026-11-07 (80 MiB)');
    expect(refusal([...stored(days.slice(0, 12), 80 * MIB), ...week], 63 * MIB)).toBeNull();
  });

  test('counts the first of a week twice, and not what is replaced or pushed out', () => {
    expect(refusal(stored(days.slice(0, 12), 80 * MIB), 33 * MIB)?.message).toContain(
      '66 MiB more',
    );
    // The fifteenth day pushes the first out, which makes the room that it needs.
    const full = [...stored(days, 73 * MIB), ...stored(['weekly/2026-W47'], MIB)];
    expect(refusal(full, 74 * MIB)).toBeNull();
    const replaced = [...stored([...days.slice(1), news[0]], 73 * MIB), ...stored([news[1]], MIB)];
    expect(refusal(replaced, 74 * MIB)).toBeNull();
  });
});

describe("another user's backups", () => {
  test('can be neither seen, named, replaced nor deleted', async () => {
    await put('of ada');
    const asEve = contextAs(eve);
    expect((await listBackups(asEve)).backups).toEqual([]);
    expect(await codeOf(downloadBackup(asEve, { id: 'daily/2026-11-21' }))).toBe('not_found');
    expect(await codeOf(deleteBackup(asEve, { id: 'daily/2026-11-21' }))).toBe('not_found');
    await put('of eve', TODAY, asEve);
    expect(await textOf(contextAs(ada), 'daily/2026-11-21')).toBe('of ada');
    await deleteBackup(asEve, { id: 'daily/2026-11-21' });
    expect(await textOf(contextAs(ada), 'daily/2026-11-21')).toBe('of ada');
  });

  test('of a user whose id only begins alike are not listed', async () => {
    await addUser('ada2', 'd1');
    await put('archive', TODAY, contextAs({ userId: 'ada2', deviceId: 'd1' }));
    expect((await listBackups(contextAs(ada))).backups).toEqual([]);
  });
});

test('a deleted backup is gone, and deleting it again finds nothing', async () => {
  await put('archive');
  await deleteBackup(contextAs(ada), { id: 'daily/2026-11-21' });
  expect(await keys()).toEqual(['ada/weekly/2026-W47.tar.gz']);
  expect(await codeOf(deleteBackup(contextAs(ada), { id: 'daily/2026-11-21' }))).toBe('not_found');
});
