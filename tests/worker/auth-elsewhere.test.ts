import { describe, expect, test } from 'vitest';
import { browserByCode, terminalByCode } from '../../src/api/auth/by-code.ts';
import { magicLink } from '../../src/api/auth/magic-link.ts';
import { openLink } from '../../src/api/auth/open-link.ts';
import { poll } from '../../src/api/auth/poll.ts';
import { verify } from '../../src/api/auth/verify.ts';
import {
  ADA,
  askHere,
  browserLink,
  LIFE,
  newestMail,
  rowsOf,
  strangerAt,
  terminalLink,
  verifyHere,
} from '../support/worker/sign-in.ts';
import { codeOf } from '../support/worker/world.ts';

/** Another code than `code`. */
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

async function useUp(one: () => Promise<unknown>): Promise<string[]> {
  const codes = [];
  for (let i = 0; i < 5; i++) codes.push(await codeOf(one()));
  return codes;
}

const closing = ['code_wrong', 'code_wrong', 'code_wrong', 'code_wrong', 'link_expired'];

describe("a browser's link, pressed in another browser", () => {
  test('signs nobody in, however often, and stays good where it was asked for', async () => {
    const token = await browserLink();
    for (const browser_hash of [null, 'f'.repeat(64)]) {
      for (const code of ['', undefined, ' - ', '', undefined, ' ']) {
        const pressed = { token, browser_hash, ...(code !== undefined && { code }) };
        expect(await codeOf(verify(strangerAt(), pressed))).toBe('code_wrong');
      }
    }
    expect(await rowsOf('devices')).toEqual([]);
    expect((await verifyHere(strangerAt(), { token })).signedIn.email).toBe(ADA);
  });

  test('signs in with the code of the same mail, and is called by the browser that it is', async () => {
    await askHere();
    const { token, code } = await newestMail();
    const typed = ` ${code.slice(0, 3)} ${code.slice(3)}`;
    await verify(strangerAt(), { token, code: typed, device_name: 'Safari on iPhone' });
    expect(await rowsOf('devices')).toMatchObject([{ kind: 'browser', name: 'Safari on iPhone' }]);
    expect(await codeOf(verifyHere(strangerAt(), { token }))).toBe('link_used');
  });

  test('says whose sign-in it is, and what the one who asked calls their device', async () => {
    const token = await browserLink();
    const opened = await openLink(strangerAt(), { token, browser_hash: null });
    expect(opened).toMatchObject({ email: ADA, device_name: 'Firefox on Linux', here: false });
  });

  test('is closed by five wrong codes, for its token as well', async () => {
    await askHere();
    const { token, code } = await newestMail();
    expect(await useUp(() => verify(strangerAt(), { token, code: wrong(code) }))).toEqual(closing);
    expect(await codeOf(verify(strangerAt(), { token, code }))).toBe('link_expired');
    expect(await codeOf(verifyHere(strangerAt(), { token }))).toBe('link_expired');
    expect(await rowsOf('devices')).toEqual([]);
  });

  test('asked for over the API wants the code wherever it is used', async () => {
    await magicLink(strangerAt(), { email: ADA, client: 'browser' });
    const { token, code } = await newestMail();
    expect(await codeOf(verifyHere(strangerAt(), { token }))).toBe('code_wrong');
    expect((await verify(strangerAt(), { token, code })).signedIn.email).toBe(ADA);
  });
});

describe("the mail's code alone", () => {
  test('signs the browser in that asked, once, and ends at the page first asked for', async () => {
    const asked = await askHere(ADA, strangerAt(), '/plans/french-b1');
    const { code, token } = await newestMail();
    const { next, signedIn } = await browserByCode(strangerAt(), asked, { code });
    expect([next, signedIn.email]).toEqual(['/plans/french-b1', ADA]);
    expect(await codeOf(browserByCode(strangerAt(), asked, { code }))).toBe('link_used');
    expect(await codeOf(verifyHere(strangerAt(), { token }))).toBe('link_used');
    expect(await rowsOf('devices')).toHaveLength(1);
  });

  test('is worth nothing in a browser that did not ask, nor after 15 minutes', async () => {
    const asked = await askHere();
    const { code } = await newestMail();
    const stolen = { ...asked, nonce: 'x'.repeat(43) };
    for (const held of [null, stolen]) {
      expect(await codeOf(browserByCode(strangerAt(), held, { code }))).toBe('link_invalid');
    }
    expect(await codeOf(browserByCode(strangerAt(LIFE), asked, { code }))).toBe('link_expired');
    expect(await rowsOf('devices')).toEqual([]);
  });

  test('can be guessed at five times, also by many at once; the link in the mail stays good', async () => {
    const asked = await askHere();
    const { code, token } = await newestMail();
    const ctx = strangerAt(0, { networkAddress: 'unknown' });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => codeOf(browserByCode(ctx, asked, { code: wrong(code) }))),
    );
    expect(outcomes.filter((outcome) => outcome === 'code_wrong')).toHaveLength(4);
    expect(await codeOf(browserByCode(ctx, asked, { code }))).toBe('link_expired');
    expect((await verifyHere(ctx, { token })).signedIn.email).toBe(ADA);
  });

  test('can be guessed at thirty times a day for an address, whatever was asked for', async () => {
    const guess = async (minute: number) => {
      const ctx = strangerAt(minute * 60_000, { networkAddress: 'unknown' });
      const asked = await askHere(ADA, ctx);
      const { code } = await newestMail();
      return useUp(() => browserByCode(ctx, asked, { code: wrong(code) }));
    };
    for (let round = 0; round < 6; round++) expect(await guess(round * 15)).toEqual(closing);
    expect(new Set(await guess(90))).toEqual(new Set(['rate_limited']));
    const dayLater = strangerAt(86_400_000, { networkAddress: 'unknown' });
    const asked = await askHere(ADA, dayLater);
    const { code } = await newestMail();
    await browserByCode(dayLater, asked, { code });
  });

  test('signs the terminal in that asked, which may ask for the answer again; its other code is none', async () => {
    const { poll_token, code: shown } = await terminalLink();
    const { code, token } = await newestMail();
    const typed = { poll_token, device_name: 'other' };
    expect(await codeOf(terminalByCode(strangerAt(), { ...typed, code: shown }))).toBe(
      'code_wrong',
    );
    const signedIn = await terminalByCode(strangerAt(), { ...typed, code });
    expect(await rowsOf('devices')).toMatchObject([{ kind: 'cli', name: 'laptop' }]);
    expect(await poll(strangerAt(), { poll_token })).toEqual(signedIn);
    expect(signedIn.email).toBe(ADA);
    expect(await codeOf(verify(strangerAt(), { token, code: shown }))).toBe('link_used');
  });

  test("does not stand in for the code that the terminal's page asks for", async () => {
    const { token } = await terminalLink();
    const { code } = await newestMail();
    expect(await codeOf(verify(strangerAt(), { token, code }))).toBe('code_wrong');
  });
});

describe('a stranger who asks for links to an address', () => {
  test('five times at terminals leaves room for five in browsers', async () => {
    for (let i = 0; i < 5; i++) await terminalLink(ADA, strangerAt(i));
    expect(await codeOf(terminalLink(ADA, strangerAt(5)))).toBe('rate_limited');
    await verifyHere(strangerAt(6), { token: await browserLink(ADA, strangerAt(6)) });
  });

  test('five times in browsers locks nobody out: each mail lets its reader in by its code', async () => {
    const theirs = [];
    for (let i = 0; i < 5; i++) theirs.push(await askHere(ADA, strangerAt(i)));
    const { token, code } = await newestMail();
    const ctx = strangerAt(9, { networkAddress: 'unknown' });
    for (const asked of theirs) await useUp(() => browserByCode(ctx, asked, { code: 'QQQQQQ' }));
    expect(await codeOf(askHere(ADA, ctx))).toBe('rate_limited');
    expect((await verify(ctx, { token, code })).signedIn.email).toBe(ADA);
  });
});

test("a terminal's link that is closed by wrong codes is closed for its token, too", async () => {
  const { token } = await terminalLink();
  expect(await useUp(() => verify(strangerAt(), { token, code: 'QQQQ-22' }))).toEqual(closing);
  expect(await codeOf(verify(strangerAt(), { token }))).toBe('link_expired');
  expect(await rowsOf('devices')).toEqual([]);
});
