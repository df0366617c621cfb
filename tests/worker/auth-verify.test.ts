import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { verifyToken } from '../../src/api/auth/identity.ts';
import { openLink } from '../../src/api/auth/open-link.ts';
import { poll } from '../../src/api/auth/poll.ts';
import { requireSignedIn } from '../../src/api/db/owned.ts';
import { SignedIn } from '../../src/lib/wire/auth.ts';
import {
  ADA,
  browserLink,
  LIFE,
  newestMail,
  rowsOf,
  strangerAt,
  terminalLink,
  verifyHere as verify,
} from '../support/worker/sign-in.ts';
import { addUser, codeOf, contextAs, NOW } from '../support/worker/world.ts';

describe('opening a link', () => {
  test('says what it is for, and spends nothing, however often', async () => {
    const token = await browserLink();
    for (let i = 0; i < 50; i++) {
      expect(await openLink(strangerAt(), { token, browser_hash: null })).toEqual({
        client: 'browser',
        email: ADA,
        device_name: 'Firefox on Linux',
        here: false,
      });
    }
    expect(await rowsOf('devices')).toEqual([]);
    expect((await verify(strangerAt(), { token })).signedIn.email).toBe(ADA);
    expect(await codeOf(openLink(strangerAt(), { token, browser_hash: null }))).toBe('link_used');
  });

  test('an unknown one is link_invalid, and from 15 minutes on it is link_expired', async () => {
    const token = await browserLink();
    expect(await codeOf(openLink(strangerAt(), { token: 'x', browser_hash: null }))).toBe(
      'link_invalid',
    );
    await openLink(strangerAt(LIFE - 1), { token, browser_hash: null });
    expect(await codeOf(openLink(strangerAt(LIFE), { token, browser_hash: null }))).toBe(
      'link_expired',
    );
  });
});

describe("redeeming a browser's link", () => {
  test('makes the user and the device, and a token for it', async () => {
    const token = await browserLink();
    const { client, signedIn } = await verify(strangerAt(1000), {
      token,
      device_name: 'Firefox on Linux',
      time_zone: 'Europe/Paris',
    });
    expect(client).toBe('browser');
    const [user] = await rowsOf('users');
    expect(user).toMatchObject({ id: signedIn.user_id, email: ADA, created_at: NOW + 1000 });
    expect(user).toMatchObject({ time_zone: 'Europe/Paris', head: 0 });
    expect(await rowsOf('devices')).toEqual([
      {
        user_id: signedIn.user_id,
        id: signedIn.device_id,
        kind: 'browser',
        name: 'Firefox on Linux',
        created_at: NOW + 1000,
        last_seen_at: NOW + 1000,
        revoked_at: null,
        signed_in_at: NOW + 1000,
        cursor: 0,
        told: ',0:0,',
      },
    ]);
    const identity = await verifyToken(signedIn.token, NOW + 1000, strangerAt().settings);
    expect(identity).toEqual({ userId: signedIn.user_id, deviceId: signedIn.device_id });
    expect((await requireSignedIn(contextAs(identity))).email).toBe(ADA);
  });

  test('adds a device to the user that is there, and keeps the zone they have set', async () => {
    await addUser('ada', 'old');
    const set = (zone: string) =>
      env.DB.prepare('UPDATE users SET time_zone = ?1').bind(zone).run();
    await set('Asia/Tokyo');
    const first = await verify(strangerAt(), {
      token: await browserLink(),
      time_zone: 'Europe/Paris',
    });
    expect(first.signedIn.user_id).toBe('ada');
    expect(await rowsOf('users')).toMatchObject([{ time_zone: 'Asia/Tokyo' }]);
    expect(await rowsOf('devices')).toHaveLength(2);
    await set('UTC');
    const token = await browserLink(ADA, strangerAt(1));
    await verify(strangerAt(1), { token, time_zone: 'Europe/Paris' });
    expect(await rowsOf('users')).toMatchObject([{ time_zone: 'Europe/Paris' }]);
  });

  test('works once', async () => {
    const token = await browserLink();
    await verify(strangerAt(), { token });
    expect(await codeOf(verify(strangerAt(), { token }))).toBe('link_used');
  });

  test('a hundred times at once gives exactly one device and leaves nothing of the others', async () => {
    const token = await browserLink();
    // No network to limit, so that all hundred get as far as the database.
    const ctx = strangerAt(0, { networkAddress: 'unknown' });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, () => verify(ctx, { token })),
    );
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(won).toHaveLength(1);
    expect(new Set(lost.map(({ reason }) => reason.code))).toEqual(new Set(['link_used']));
    expect(await rowsOf('users')).toHaveLength(1);
    expect(await rowsOf('redemptions')).toHaveLength(1);
    expect(await rowsOf('devices')).toMatchObject([{ id: won[0]!.value.signedIn.device_id }]);
  });

  test('two links of a new address at once make one user with two devices', async () => {
    const tokens = [await browserLink(), await browserLink(ADA, strangerAt(1))];
    const results = await Promise.all(tokens.map((token) => verify(strangerAt(1), { token })));
    expect(new Set(results.map(({ signedIn }) => signedIn.user_id)).size).toBe(1);
    expect(await rowsOf('devices')).toHaveLength(2);
  });

  test('expires at 15 minutes exactly', async () => {
    const token = await browserLink();
    expect(await codeOf(verify(strangerAt(LIFE), { token }))).toBe('link_expired');
    await verify(strangerAt(LIFE - 1), { token });
  });

  test('an expired link, an unknown one and an altered one leave nothing behind', async () => {
    const token = await browserLink();
    const altered = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
    for (const wrong of ['x', altered, `${token}A`, token.slice(1), token.toLowerCase()]) {
      expect(await codeOf(verify(strangerAt(), { token: wrong }))).toBe('link_invalid');
    }
    expect(await codeOf(verify(strangerAt(LIFE), { token }))).toBe('link_expired');
    for (const table of ['users', 'devices', 'redemptions'])
      expect(await rowsOf(table)).toEqual([]);
  });

  test('the thirty-first try from a network within 15 minutes is refused', async () => {
    const tryOne = (ms: number) => codeOf(verify(strangerAt(ms), { token: 'x' }));
    for (let i = 0; i < 30; i++) expect(await tryOne(0)).toBe('link_invalid');
    expect(await tryOne(LIFE - 1)).toBe('rate_limited');
    expect(await tryOne(LIFE)).toBe('link_invalid');
  });

  test('redemptions that no link can refer to any more are forgotten', async () => {
    await verify(strangerAt(), { token: await browserLink() });
    const later = 3_600_000;
    const token = await browserLink('bob@example.org', strangerAt(later));
    await verify(strangerAt(later), { token });
    expect(await rowsOf('redemptions')).toMatchObject([{ redeemed_at: NOW + later }]);
    expect(await rowsOf('devices')).toHaveLength(2);
  });
});

describe("redeeming a terminal's link", () => {
  test('takes the code as people type it', async () => {
    const { token, code, poll_token } = await terminalLink();
    const typed = ` ${code.toLowerCase().replace('-', ' – ')} `;
    const { client, signedIn } = await verify(strangerAt(), { token, code: typed });
    expect(client).toBe('cli');
    const { device_id } = signedIn;
    expect(await poll(strangerAt(), { poll_token })).toMatchObject({ device_id });
    expect(await rowsOf('devices')).toMatchObject([{ kind: 'cli', name: 'laptop' }]);
  });

  test('a wrong code says how many tries are left, and the fifth closes the link', async () => {
    const { token, code, poll_token } = await terminalLink();
    const tryCode = (typed: string) =>
      verify(strangerAt(), { token, code: typed }).catch((error: unknown) => error);
    expect(await tryCode('')).toMatchObject({ next: 'It is the one that the terminal shows.' });
    expect(await tryCode('QQ')).toMatchObject({
      code: 'code_wrong',
      next: 'Look again and retype it. 4 tries are left.',
    });
    for (const typed of ['QQQQ-22', '12', code.slice(0, -1)]) {
      expect(await tryCode(typed)).toMatchObject({ code: 'code_wrong' });
    }
    expect(await tryCode('QQQQ-22')).toMatchObject({ code: 'link_expired' });
    expect(await tryCode(code)).toMatchObject({ code: 'link_expired' });
    expect(await codeOf(poll(strangerAt(), { poll_token }))).toBe('link_expired');
    expect(await rowsOf('devices')).toEqual([]);
  });

  test('the right code at the fifth try still lets the terminal in', async () => {
    const { token, code, poll_token } = await terminalLink();
    for (let i = 0; i < 4; i++) await codeOf(verify(strangerAt(), { token, code: 'x' }));
    await verify(strangerAt(), { token, code });
    await poll(strangerAt(), { poll_token });
  });

  test('guessing many codes at once gives no more than five tries', async () => {
    const { token } = await terminalLink();
    const ctx = strangerAt(0, { networkAddress: 'unknown' });
    await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) => verify(ctx, { token, code: `QQQQ-${i}` })),
    );
    const attempts = await rowsOf<{ bucket: string }>('attempts');
    const counts = Object.values(Object.groupBy(attempts, ({ bucket }) => bucket));
    expect(Math.max(...counts.map((rows) => rows!.length))).toBe(5);
  });

  test('a pasted token signs in who pastes it, and not the terminal that polls', async () => {
    const { token, code, poll_token } = await terminalLink();
    const { signedIn } = await verify(strangerAt(), { token });
    expect(signedIn.email).toBe(ADA);
    expect(await poll(strangerAt(), { poll_token })).toEqual({ pending: true });
    expect(await codeOf(verify(strangerAt(), { token, code }))).toBe('link_used');
    expect(await poll(strangerAt(), { poll_token })).toEqual({ pending: true });
  });

  test("one terminal's code does not open another's link", async () => {
    const mine = await terminalLink();
    const theirs = await terminalLink(ADA, strangerAt(1));
    expect((await newestMail()).token).toBe(theirs.token);
    const crossed = verify(strangerAt(1), { token: theirs.token, code: mine.code });
    expect(await codeOf(crossed)).toBe('code_wrong');
  });
});

describe('polling', () => {
  test('is pending until the code was typed in, then gives the same device each time', async () => {
    const { token, code, poll_token } = await terminalLink();
    expect(await poll(strangerAt(), { poll_token })).toEqual({ pending: true });
    await verify(strangerAt(60_000), { token, code });
    const answer = SignedIn.parse(await poll(strangerAt(61_000), { poll_token }));
    expect(answer).toMatchObject({ email: ADA });
    expect(await poll(strangerAt(LIFE - 1), { poll_token })).toEqual(answer);
    const identity = await verifyToken(answer.token, NOW + 61_000, strangerAt().settings);
    expect((await requireSignedIn(contextAs(identity))).email).toBe(ADA);
  });

  test('ends at 15 minutes, redeemed or not', async () => {
    const { token, code, poll_token } = await terminalLink();
    const late = () => codeOf(poll(strangerAt(LIFE), { poll_token }));
    expect(await late()).toBe('link_expired');
    await verify(strangerAt(), { token, code });
    expect(await late()).toBe('link_expired');
  });

  test('with a made-up token is link_invalid, and limited by network', async () => {
    const made = () => codeOf(poll(strangerAt(), { poll_token: 'made.up.token' }));
    for (let i = 0; i < 30; i++) expect(await made()).toBe('link_invalid');
    expect(await made()).toBe('rate_limited');
  });

  test('with a genuine token is not limited', async () => {
    const { poll_token } = await terminalLink();
    for (let i = 0; i < 50; i++) {
      expect(await poll(strangerAt(), { poll_token })).toEqual({ pending: true });
    }
  });

  test("neither a device's token nor a link's is one to poll with", async () => {
    const { token, code, poll_token } = await terminalLink();
    const { signedIn } = await verify(strangerAt(), { token, code });
    for (const other of [signedIn.token, token]) {
      expect(await codeOf(poll(strangerAt(), { poll_token: other }))).toBe('link_invalid');
    }
    const asDevice = verifyToken(poll_token, NOW, strangerAt().settings);
    expect(await codeOf(asDevice)).toBe('token_invalid');
  });
});
