import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { magicLink } from '../../src/api/auth/magic-link.ts';
import type { VisitorContext } from '../../src/api/context.ts';
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
import { addUser, codeOf, NOW } from '../support/worker/world.ts';

const from = (networkAddress: string) => strangerAt(0, { networkAddress });
const ask = (ctx: VisitorContext, email = ADA) => magicLink(ctx, { email, client: 'browser' });

describe('asking for a link', () => {
  test('mails one, and makes no user, no device and no redemption', async () => {
    const answer = await ask(strangerAt());
    expect(answer).toEqual({
      message: 'A sign-in link is on its way to ada@example.org. It works once, for 15 minutes.',
      expires_in_seconds: 900,
    });
    const mail = await newestMail();
    expect(mail.link).toBe(`http://localhost:8788/auth/verify?token=${mail.token}`);
    expect(mail.token).toMatch(/^[\w-]{43}$/);
    for (const table of ['users', 'devices', 'redemptions']) {
      expect(await rowsOf(table)).toEqual([]);
    }
  });

  test('answers the same for an address with an account', async () => {
    const unknown = await ask(strangerAt(), 'bob@example.org');
    await addUser('bob');
    expect(await ask(strangerAt(), 'bob@example.org')).toEqual(unknown);
  });

  test('gives a terminal a code, as people can read it out, and something to poll with', async () => {
    const link = await terminalLink();
    expect(link.code).toMatch(/^[BCDFGHJKMNPQRTVWXZ]{4}-[2345679]{2}$/);
    expect(link.poll_interval_seconds).toBe(2);
    const { text } = await newestMail();
    expect(text).toMatch(/\n\n\d{3} \d{3}\n\n/);
    expect(text).not.toContain(link.code);
  });

  test('stores neither tokens nor code: only what they hash to', async () => {
    const browser = await browserLink();
    const terminal = await terminalLink(ADA, strangerAt(1));
    await verify(strangerAt(), { token: browser });
    await verify(strangerAt(), { token: terminal.token, code: terminal.code });
    const stored = await everythingStored();
    expect(stored).toContain(ADA);
    for (const secret of [browser, terminal.token, terminal.code, terminal.poll_token]) {
      expect(stored).not.toContain(secret);
    }
  });

  test('names the address in no attempt', async () => {
    await ask(strangerAt());
    const attempts = await rowsOf<{ bucket: string; at: number }>('attempts');
    expect(attempts).toHaveLength(2);
    for (const { bucket, at } of attempts) {
      expect(bucket).toMatch(/^[0-9a-f]{64}$/);
      expect(at).toBe(NOW);
    }
  });
});

describe('limits on asking', () => {
  test('the sixth link to an address within 15 minutes is refused, from any network', async () => {
    for (let i = 1; i <= 5; i++) await ask(from(`192.0.2.${i}`));
    expect(await codeOf(ask(from('192.0.2.6')))).toBe('rate_limited');
    await ask(from('192.0.2.6'), 'bob@example.org');
  });

  test('the window slides: there is room exactly 15 minutes after the first, not a millisecond before', async () => {
    for (let i = 0; i < 5; i++) await ask(strangerAt(i * 1000));
    const early = await ask(strangerAt(LIFE - 1)).catch((error: unknown) => error);
    expect(early).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 1 });
    await ask(strangerAt(LIFE));
    expect(await codeOf(ask(strangerAt(LIFE)))).toBe('rate_limited');
    await ask(strangerAt(LIFE + 1000));
  });

  test('says after how many seconds to come back', async () => {
    for (let i = 0; i < 5; i++) await ask(strangerAt());
    const refused = await ask(strangerAt(300_000)).catch((error: unknown) => error);
    expect(refused).toMatchObject({ retryAfterSeconds: 600, next: 'Try again in 10 minutes.' });
  });

  test('a refused attempt does not count: asking on does not keep the door shut', async () => {
    for (let i = 0; i < 5; i++) await ask(strangerAt());
    for (let i = 0; i < 10; i++) await codeOf(ask(strangerAt(LIFE - 1)));
    await ask(strangerAt(LIFE));
  });

  test('the twenty-first link from a network is refused, whatever the address', async () => {
    for (let i = 0; i < 20; i++) await ask(strangerAt(), `a${i}@example.org`);
    expect(await codeOf(ask(strangerAt(), 'another@example.org'))).toBe('rate_limited');
    await ask(from('198.51.100.7'), 'another@example.org');
  });

  test('addresses within one IPv6 network count together', async () => {
    for (let i = 0; i < 20; i++) await ask(from(`2001:db8::${i + 1}`), `a${i}@example.org`);
    expect(await codeOf(ask(from('2001:db8:0:0:ffff::1')))).toBe('rate_limited');
    await ask(from('2001:db8:0:1::1'));
  });

  test.each(['unknown', '127.0.0.1', '::1'])('%s is no network to limit', async (address) => {
    for (let i = 0; i < 25; i++) await ask(from(address), `a${i}@example.org`);
    expect(await rowsOf('attempts')).toHaveLength(25);
  });

  test('twenty at once for one address send exactly five', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => ask(strangerAt())));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  });

  test('attempts that no window reaches are forgotten', async () => {
    await ask(strangerAt());
    const later = 86_400_000;
    await ask(strangerAt(later), 'bob@example.org');
    const attempts = await rowsOf<{ at: number }>('attempts');
    expect(attempts.map(({ at }) => at)).toEqual([NOW + later, NOW + later]);
  });
});

/** Every value in D1 and KV but the mailbox's, which stands for the mail itself. */
async function everythingStored(): Promise<string> {
  const tables = ['users', 'devices', 'redemptions', 'attempts', 'sign_in_links'];
  const rows = await Promise.all(tables.map((table) => rowsOf(table)));
  const { keys } = await env.KV.list();
  const own = keys.filter(({ name }) => !name.startsWith('dev-mail:'));
  const values = await Promise.all(own.map(({ name }) => env.KV.get(name)));
  return JSON.stringify([rows, own, values]);
}
