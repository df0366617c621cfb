import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { magicLink } from '../../src/api/auth/magic-link.ts';
import { serverSettings } from '../../src/api/context.ts';
import { send } from '../../src/api/mail/mail.ts';
import type { Mail } from '../../src/api/mail/sender.ts';
import { signInMail } from '../../src/api/mail/sign-in-mail.ts';
import { readMailbox } from '../../src/dev/mailbox.ts';
import type { SamediError } from '../../src/lib/errors.ts';
import { ADA, strangerAt } from '../support/worker/sign-in.ts';
import { codeOf, NOW } from '../support/worker/world.ts';

const mail: Mail = { to: ADA, subject: 'Hello', text: 'A word.\n', html: '<p>A word.</p>' };
const appUrl = 'https://samedi.example';
const asked = { email: ADA, token: 'abc', code: '123456', appUrl };

describe('the sign-in mail', () => {
  test('for a browser holds the link, in both parts', () => {
    const { text, html } = signInMail({ ...asked, client: 'browser' });
    expect(text).toContain('\n\nhttps://samedi.example/auth/verify?token=abc\n\n');
    expect(html).toContain('<a href="https://samedi.example/auth/verify?token=abc">');
    expect(text).toContain('15 minutes');
    expect(text).toContain('\n\n123 456\n\n');
  });

  test('for a terminal also holds a code to type in, and nothing of the token but the link', () => {
    const { text, html } = signInMail({ ...asked, client: 'cli' });
    expect(text).toContain('\n\n123 456\n\n');
    expect(text.split('abc')).toHaveLength(2);
    expect(html).toContain('>123 456</p>');
  });

  test('escapes what it puts into HTML', () => {
    const token = `"><script>'&`;
    const { html } = signInMail({ ...asked, client: 'cli', token });
    expect(html).not.toContain('<script>');
    expect(html).toContain('token=&quot;&gt;&lt;script&gt;&#39;&amp;</a>');
  });
});

describe('the development mailbox', () => {
  test('keeps mail with its link and token, newest first, by address', async () => {
    await send(strangerAt(0), {
      ...mail,
      text: 'See https://a.example/x?token=t1 now.\n\n987 654\n',
    });
    await send(strangerAt(1), { ...mail, to: 'bob@example.org' });
    await send(strangerAt(2), mail);
    expect(await readMailbox(env.KV, ' ADA@example.org ')).toEqual([
      { ...mail, link: '', token: '', code: '', sent_at: NOW + 2 },
      {
        ...mail,
        text: 'See https://a.example/x?token=t1 now.\n\n987 654\n',
        link: 'https://a.example/x?token=t1',
        token: 't1',
        code: '987654',
        sent_at: NOW,
      },
    ]);
    expect(await readMailbox(env.KV, null)).toHaveLength(3);
  });
});

describe('Cloudflare', () => {
  const sender = { ...serverSettings(), mailSender: 'cloudflare' as const };

  test('takes a mail', async () => {
    await send(
      strangerAt(0, { settings: { ...sender, mailFrom: 'Samedi <hi@samedi.example>' } }),
      mail,
    );
    await send(strangerAt(0, { settings: { ...sender, mailFrom: 'hi@samedi.example' } }), mail);
  });

  test('a refused mail is mail_failed, and its address does not reach the log', async () => {
    const ctx = strangerAt(0, { settings: sender });
    const error = await send(ctx, { ...mail, to: 'Bob@example.org' }).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'mail_failed', next: 'Try again in a minute.' });
    const cause = (error as SamediError).cause as Error;
    expect(cause.message).not.toBe('');
    expect(cause.message.toLowerCase()).not.toContain('bob@example.org');
  });

  test('a missing binding is mail_failed, and says what is missing to whoever reads the log', async () => {
    const ctx = strangerAt(0, { settings: { ...sender, sendEmail: null } });
    const error = (await send(ctx, mail).catch((e: unknown) => e)) as SamediError;
    expect(error.code).toBe('mail_failed');
    expect(String(error.cause)).toContain('SEND_EMAIL');
    expect(error.message).not.toContain('SEND_EMAIL');
  });
});

test('asking for a link fails where the mail does', async () => {
  const settings = { ...serverSettings(), mailSender: 'mailgun' as const, mailgun: null };
  const asking = magicLink(strangerAt(0, { settings }), { email: ADA, client: 'browser' });
  expect(await codeOf(asking)).toBe('mail_failed');
});
