/** Who may come in, how many mails may go out, and what sign-in needs of KV: nothing. */
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { magicLink } from '../../src/api/auth/magic-link.ts';
import { parseSettings, type ServerSettings } from '../../src/api/settings.ts';
import { readMailbox } from '../../src/dev/mailbox.ts';
import { GET as health } from '../../src/pages/api/health.ts';
import {
  ADA,
  askHere,
  browserLink,
  newestMail,
  rowsOf,
  strangerAt,
  terminalLink,
  verifyHere,
} from '../support/worker/sign-in.ts';
import { addUser, codeOf, NOW } from '../support/worker/world.ts';

const EVE = 'eve@example.net';

const settled = (changes: Partial<ServerSettings>, ms = 0) => {
  const ctx = strangerAt(ms);
  return { ...ctx, settings: { ...ctx.settings, ...changes } };
};
const closed = settled({ signUp: 'closed' });

describe('a server that takes nobody new', () => {
  beforeEach(() => addUser('ada'));

  test('signs those in who have an account', async () => {
    const { signedIn } = await verifyHere(closed, { token: await browserLink(ADA, closed) });
    expect(signedIn).toMatchObject({ user_id: 'ada', email: ADA });
  });

  test('answers a stranger as it answers them, with a mail, a link and a count of each', async () => {
    const ask = (email: string) => magicLink(closed, { email, client: 'browser' });
    const known = await ask(ADA);
    const unknown = await ask(EVE);
    expect(unknown).toEqual({ ...known, message: known.message.replace(ADA, EVE) });
    expect(await readMailbox(env.KV, null)).toHaveLength(2);
    expect(await rowsOf('sign_in_links')).toHaveLength(2);
    expect(await rowsOf('attempts')).toHaveLength(4);
  });

  test('tells the reader of the mail, who gets no link', async () => {
    await askHere(EVE, closed);
    const [mail] = await readMailbox(env.KV, EVE);
    expect(mail).toMatchObject({ subject: 'No account for this address', token: '', code: '' });
  });

  test('redeems no link for a new account that was mailed before it closed', async () => {
    const before = await browserLink(EVE);
    expect(await codeOf(verifyHere(closed, { token: before }))).toBe('sign_up_closed');
    expect(await rowsOf('users')).toHaveLength(1);
    expect(await rowsOf('redemptions')).toEqual([]);
    const { signedIn } = await verifyHere(strangerAt(), { token: before });
    expect(signedIn.email).toBe(EVE);
  });
});

describe('a server that takes the invited', () => {
  const signUpInvited = ['ada@example.org', 'example.com', '@school.example'];
  const invited = settled({ signUp: 'invited', signUpInvited });

  test.each([
    [ADA, true],
    ['grace@example.com', true],
    ['grace@school.example', true],
    ['bob@example.org', false],
    ['grace@sub.example.com', false],
    ['grace@notexample.com', false],
    ['example.com@evil.example', false],
  ])('an account for %s: %s', async (email, welcome) => {
    await askHere(email, invited);
    const [mail] = await readMailbox(env.KV, email);
    expect(mail?.token !== '').toBe(welcome);
    const token = await browserLink(email, strangerAt());
    const entering = verifyHere(invited, { token }).then(
      () => 'in',
      ({ code }: { code: string }) => code,
    );
    expect(await entering).toBe(welcome ? 'in' : 'sign_up_closed');
  });
});

describe('mails a day', () => {
  const asking = (ms = 0) =>
    askHere(`u${crypto.randomUUID()}@example.org`, settled({ mailsADay: 3 }, ms));

  test('of ten at once exactly as many go out as may, and the others are told so', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        asking().then(
          () => 'sent',
          ({ code }: { code: string }) => code,
        ),
      ),
    );
    expect(outcomes.toSorted()).toEqual([
      ...Array(7).fill('mails_used_up'),
      ...Array(3).fill('sent'),
    ]);
    expect(await readMailbox(env.KV, null)).toHaveLength(3);
  });

  test('go out again on the next day of UTC, of which alone a row is kept', async () => {
    for (let i = 0; i < 3; i++) await asking();
    const refused = await asking().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'mails_used_up', retryAfterSeconds: 15 * 3600 });
    await asking(15 * 3_600_000);
    expect(await rowsOf('mail_days')).toEqual([{ day: '2026-11-22', mails: 1 }]);
  });

  test('none at all where the number is 0', async () => {
    expect(await codeOf(askHere(ADA, settled({ mailsADay: 0 })))).toBe('mails_used_up');
  });
});

test('sign-in needs nothing of KV', async () => {
  const used = () => Promise.reject(new Error('KV put() limit exceeded for the day.'));
  const kv = {
    ...env.KV,
    get: used,
    put: used,
    list: used,
    delete: used,
  } as unknown as KVNamespace;
  const sent: string[] = [];
  const sendEmail = {
    send: async ({ text }: { text: string }) => void sent.push(text),
  } as unknown as SendEmail;
  const { settings } = strangerAt();
  const ctx = strangerAt(0, { kv, settings: { ...settings, mailSender: 'cloudflare', sendEmail } });
  await askHere(ADA, ctx);
  const token = /token=([\w-]+)/.exec(sent[0]!)![1]!;
  expect((await verifyHere(ctx, { token })).signedIn.email).toBe(ADA);
});

test('a link is forgotten a day after its end, by the next one', async () => {
  await browserLink();
  const late = await terminalLink(ADA, strangerAt(86_400_000));
  expect(await rowsOf('sign_in_links')).toHaveLength(2);
  await askHere(ADA, strangerAt(86_400_000 + 900_000));
  const links = await rowsOf<{ created_at: number }>('sign_in_links');
  expect(links.map(({ created_at }) => created_at).toSorted()).toEqual([
    NOW + 86_400_000,
    NOW + 87_300_000,
  ]);
  expect((await newestMail()).token).not.toBe(late.token);
});

test('health names the doors', async () => {
  const answer = await (health as () => Response)().json();
  expect(answer).toMatchObject({ status: 'ok', sign_up: 'open', mails_a_day: null });
});

describe('settings', () => {
  const good = { ...env, MAIL_SENDER: 'mailbox' };

  test.each([
    ['APP_URL', 'samedi.example', 'APP_URL must be an address'],
    ['JWT_SECRET', 'short', 'JWT_SECRET is shorter than 32 characters'],
    ['MAIL_SENDER', 'pigeon', 'MAIL_SENDER can be cloudflare or mailgun'],
    ['SIGN_UP', 'shut', 'SIGN_UP can be closed, invited or open'],
    ['SIGN_UP_INVITED', 'ada@', 'SIGN_UP_INVITED lists addresses and domains'],
    ['MAILS_A_DAY', 'many', 'MAILS_A_DAY must be a whole number'],
    ['MAILS_A_DAY', '-1', 'MAILS_A_DAY must be a whole number'],
  ])('%s=%s is refused: %s', (name, value, sentence) => {
    expect(() => parseSettings({ ...good, [name]: value })).toThrow(sentence);
  });

  test('a secret that is refused is not repeated', () => {
    const refused = () => parseSettings({ ...good, JWT_SECRET: 'sekret', JWT_SECRET_PREVIOUS: 7 });
    expect(refused).toThrow(/^(?!.*sekret)/);
  });

  test('lists of the invited are read with any separator, in small letters', () => {
    const { signUpInvited, mailsADay } = parseSettings({
      ...good,
      SIGN_UP_INVITED: 'Ada@Example.org, @example.net;example.com\n',
      MAILS_A_DAY: '100',
    });
    expect(signUpInvited).toEqual(['ada@example.org', '@example.net', 'example.com']);
    expect(mailsADay).toBe(100);
  });
});
