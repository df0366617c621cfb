import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { askForAddress } from '../../src/api/account/address/ask.ts';
import { deleteAccount } from '../../src/api/account/deletion/delete.ts';
import { exportAccount } from '../../src/api/account/export/export.ts';
import { verifyToken } from '../../src/api/auth/identity.ts';
import { magicLink } from '../../src/api/auth/magic-link.ts';
import { poll } from '../../src/api/auth/poll.ts';
import { verify } from '../../src/api/auth/verify.ts';
import { readMailbox } from '../../src/dev/mailbox.ts';
import type { MagicLinkResponse, SignedIn } from '../../src/lib/wire/auth.ts';
import {
  ADA,
  askHere,
  MINUTE,
  newestMail,
  rowsOf,
  strangerAt,
  verifyHere,
} from '../support/worker/sign-in.ts';
import { addUser, codeOf, contextAs, NOW } from '../support/worker/world.ts';

const ada = { userId: 'ada', deviceId: 'laptop' };
const at = (ms: number, identity = ada) => ({
  ...contextAs(identity, { now: () => NOW + ms }),
  identity,
});

describe('a sign-in that is older than ten minutes', () => {
  test('neither exports everything, nor changes the address, nor begins a deletion', async () => {
    await addUser('ada', 'laptop');
    const late = at(10 * MINUTE);
    expect(await codeOf(exportAccount(late))).toBe('sign_in_again');
    expect(await codeOf(deleteAccount(late))).toBe('sign_in_again');
    const email = 'countess@example.org';
    expect(await codeOf(askForAddress(late, { email }))).toBe('sign_in_again');
    expect(await rowsOf('email_changes')).toEqual([]);
    expect(await readMailbox(env.KV, email)).toEqual([]);
    expect(await rowsOf('users')).toMatchObject([{ deleting_at: null }]);
    await (await exportAccount(at(10 * MINUTE - 1))).text();
    expect(await deleteAccount(at(10 * MINUTE - 1))).toEqual({ deleted: true });
  });

  test('goes on with a deletion that was begun', async () => {
    await addUser('ada', 'laptop');
    await env.DB.prepare('UPDATE users SET deleting_at = ?1').bind(NOW).run();
    expect(await deleteAccount(at(60 * MINUTE))).toEqual({ deleted: true });
  });
});

describe('signing in again', () => {
  test('keeps a terminal the device that it is, for the account that it is signed in to', async () => {
    await addUser('ada', 'laptop');
    const again = at(60 * MINUTE);
    const ask = { email: ADA, client: 'cli' } as const;
    const { code, poll_token } = (await magicLink(again, ask)) as Required<MagicLinkResponse>;
    const { token } = await newestMail();
    await verify(strangerAt(60 * MINUTE), { token, code });
    const signedIn = (await poll(again, { poll_token })) as SignedIn;
    expect(signedIn.device_id).toBe('laptop');
    expect(await rowsOf('devices')).toMatchObject([
      { id: 'laptop', created_at: NOW, signed_in_at: NOW + 60 * MINUTE },
    ]);
    const identity = await verifyToken(signedIn.token, NOW, again.settings);
    await (await exportAccount(at(61 * MINUTE, identity))).text();
  });

  test('keeps a browser the device that it is; elsewhere the link makes another', async () => {
    const first = await signInHere(0);
    await askHere(ADA, at(MINUTE, first));
    const { token } = await newestMail();
    const { signedIn } = await verifyHere(at(MINUTE, first), { token });
    expect(signedIn.device_id).toBe(first.deviceId);
    await askHere(ADA, at(2 * MINUTE, first));
    const elsewhere = await newestMail();
    const other = await verify(strangerAt(2 * MINUTE), elsewhere);
    expect(other.signedIn.device_id).not.toBe(first.deviceId);
    expect(await rowsOf('devices')).toHaveLength(2);
  });

  test('as somebody else, or with a device that was signed out, makes a device anew', async () => {
    await addUser('ada', 'laptop');
    await askHere('bob@example.org', at(0));
    const { token } = await newestMail('bob@example.org');
    const bob = await verifyHere(at(0), { token });
    expect(bob.signedIn.device_id).not.toBe('laptop');
    await env.DB.prepare("UPDATE devices SET revoked_at = 1 WHERE id = 'laptop'").run();
    const ask = { email: ADA, client: 'cli' } as const;
    const { code, poll_token } = (await magicLink(at(1), ask)) as Required<MagicLinkResponse>;
    await verify(strangerAt(1), { token: (await newestMail()).token, code });
    expect(((await poll(at(1), { poll_token })) as SignedIn).device_id).not.toBe('laptop');
    expect(await rowsOf('devices')).toHaveLength(3);
  });
});

describe('a mail', () => {
  const notices = async () => (await readMailbox(env.KV, ADA)).filter(({ token }) => token === '');

  test('tells of a new sign-in: what it calls itself, when, and from where', async () => {
    await askHere();
    const { token } = await newestMail();
    const ctx = strangerAt(0, { place: 'France' });
    await verifyHere(ctx, { token, device_name: 'see evil.example/x', time_zone: 'Europe/Paris' });
    const [notice] = await notices();
    expect(notice!.subject).toBe('A new sign-in to Samedi');
    expect(notice!.text).toContain('A browser was signed in');
    expect(notice!.text).toContain('It calls itself “see evil example x”.');
    expect(notice!.text).toContain('When: 21 November 2026 at 10:00 (Europe/Paris). From: France.');
  });

  test('tells nothing where the same device signs in again', async () => {
    const first = await signInHere(0);
    await askHere(ADA, at(MINUTE, first));
    await verifyHere(at(MINUTE, first), { token: (await newestMail()).token });
    expect(await notices()).toHaveLength(1);
  });

  test('tells that a deletion was asked for, once', async () => {
    await addUser('ada', 'laptop');
    await deleteAccount(at(0));
    const subjects = (await notices()).map(({ subject }) => subject);
    expect(subjects).toEqual(['Your account for Samedi is being deleted']);
  });

  test('that cannot be sent ends no sign-in', async () => {
    await askHere();
    const { token } = await newestMail();
    const ctx = strangerAt();
    const settings = { ...ctx.settings, mailSender: 'cloudflare' as const, sendEmail: null };
    expect((await verifyHere({ ...ctx, settings }, { token })).signedIn.email).toBe(ADA);
  });
});

/** The identity of the tests' browser, signed in as Ada. */
async function signInHere(ms: number) {
  await askHere(ADA, strangerAt(ms));
  const { token } = await newestMail();
  const { signedIn } = await verifyHere(strangerAt(ms), { token });
  return { userId: signedIn.user_id, deviceId: signedIn.device_id };
}
