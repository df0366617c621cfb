import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { askForAddress } from '../../src/api/account/address/ask.ts';
import { confirmAddress } from '../../src/api/account/address/confirm.ts';
import { openAddressLink } from '../../src/api/account/address/open-link.ts';
import { revokeDevice } from '../../src/api/devices/revoke.ts';
import { type DeliveredMail, readMailbox } from '../../src/dev/mailbox.ts';
import {
  ADA,
  browserLink,
  LIFE,
  newestMail,
  rowsOf,
  strangerAt,
  verifyHere as verify,
} from '../support/worker/sign-in.ts';
import { addUser, codeOf, contextAs, NOW } from '../support/worker/world.ts';

const ada = contextAs({ userId: 'ada', deviceId: 'laptop' });
const NEW = 'countess@example.org';

beforeEach(() => addUser('ada', 'laptop', 'phone'));

/** The token of a link to a new address. */
async function asked(email = NEW, ctx = ada): Promise<string> {
  await askForAddress(ctx, { email });
  return (await newestMail(email)).token;
}

const addressOfAda = async () =>
  (await rowsOf<{ id: string; email: string }>('users')).find(({ id }) => id === 'ada')!.email;

describe('changing the address', () => {
  test('sends a link to the new one and a notice to the old one, and changes nothing yet', async () => {
    await asked();
    expect((await newestMail(NEW)).link).toMatch(/\/auth\/address\?token=/);
    const [asking] = (await readMailbox(env.KV, NEW)) as [DeliveredMail];
    expect(asking.text.replace(/\s+/g, ' ')).toContain(`the account of ${ADA} asked`);
    const [notice] = (await readMailbox(env.KV, ADA)) as [DeliveredMail];
    expect(notice.text).toContain(NEW);
    expect(notice.link).toMatch(/\/settings$/);
    expect(await addressOfAda()).toBe(ADA);
    const [stored] = await rowsOf('email_changes');
    expect(JSON.stringify(stored)).not.toContain((await newestMail(NEW)).token);
  });

  test('happens by the link, once; looking at it spends nothing', async () => {
    const token = await asked();
    const stranger = contextAs(null);
    for (let i = 0; i < 3; i++)
      expect(await openAddressLink(stranger, { token })).toEqual({ account: ADA, email: NEW });
    expect(await confirmAddress(stranger, { token })).toEqual({ email: NEW });
    expect(await addressOfAda()).toBe(NEW);
    expect(await codeOf(confirmAddress(stranger, { token }))).toBe('link_used');
    expect(await codeOf(openAddressLink(stranger, { token }))).toBe('link_used');
    const { signedIn } = await verify(stranger, { token: await browserLink(NEW, strangerAt(1)) });
    expect(signedIn.user_id).toBe('ada');
  });

  test.each([
    ['an account that is deleted', "DELETE FROM users WHERE id = 'ada'"],
    ['a device that is signed out', "UPDATE devices SET revoked_at = 1 WHERE id = 'laptop'"],
  ])('of %s while it asks leaves no trace, and sends nothing', async (_, sql) => {
    // The limits are counted between the first look at the account and the note of the change.
    const db = new Proxy(env.DB, {
      get(target, name) {
        if (name !== 'batch') return Reflect.get(target, name).bind(target);
        return async (statements: D1PreparedStatement[]) => {
          const results = await target.batch(statements);
          if (statements.length === 3) await target.exec(sql);
          return results;
        };
      },
    });
    const ctx = contextAs({ userId: 'ada', deviceId: 'laptop' }, { db });
    expect(await codeOf(askForAddress(ctx, { email: NEW }))).toBe('device_revoked');
    expect(await rowsOf('email_changes')).toEqual([]);
    expect(await readMailbox(env.KV, null)).toEqual([]);
  });

  test('by many at once happens once', async () => {
    const token = await asked();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        confirmAddress(strangerAt(n + 1), { token }).then(
          () => 'changed',
          (error: { code: string }) => error.code,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'changed')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['changed', 'link_used']));
  });

  test('works for 15 minutes, and by the newest link only', async () => {
    const older = await asked();
    const token = await asked('other@example.org');
    expect(await codeOf(confirmAddress(strangerAt(1), { token: older }))).toBe('link_invalid');
    expect(await codeOf(confirmAddress(strangerAt(LIFE), { token }))).toBe('link_expired');
    expect(await codeOf(openAddressLink(strangerAt(LIFE), { token }))).toBe('link_expired');
    expect(await confirmAddress(strangerAt(LIFE - 1), { token })).toBeTruthy();
  });

  test('answers the same whether or not the new address has an account', async () => {
    await addUser('eve', 'tablet');
    const answers = await Promise.all(
      ['eve@example.org', NEW].map(async (email) => ({
        ...(await askForAddress(ada, { email })),
        mails: (await readMailbox(env.KV, email)).length,
      })),
    );
    const neutral = answers.map((answer) => ({
      ...answer,
      message: answer.message.replace(/\S+@\S+\w/, 'EMAIL'),
    }));
    expect(neutral[0]).toEqual(neutral[1]);
  });

  test('to an address with an account of its own is refused to who holds its link', async () => {
    await addUser('eve', 'tablet');
    const token = await asked('eve@example.org');
    expect(await codeOf(confirmAddress(contextAs(null), { token }))).toBe('already_exists');
    expect(await addressOfAda()).toBe(ADA);
  });

  test('is void once the device that asked is signed out, or the account is being deleted', async () => {
    const token = await asked();
    await revokeDevice(contextAs({ userId: 'ada', deviceId: 'phone' }), { id: 'laptop' });
    expect(await codeOf(confirmAddress(contextAs(null), { token }))).toBe('link_invalid');
    const phone = contextAs({ userId: 'ada', deviceId: 'phone' });
    const second = await asked('other@example.org', phone);
    await env.DB.prepare('UPDATE users SET deleting_at = ?1').bind(NOW).run();
    expect(await codeOf(confirmAddress(contextAs(null), { token: second }))).toBe('link_invalid');
    expect(await addressOfAda()).toBe(ADA);
  });

  test('signs nobody in by its link, and no sign-in link changes an address', async () => {
    const token = await asked();
    expect(await codeOf(verify(contextAs(null), { token }))).toBe('link_invalid');
    const signIn = await browserLink(ADA, strangerAt(1));
    expect(await codeOf(confirmAddress(contextAs(null), { token: signIn }))).toBe('link_invalid');
  });

  test('is limited, and refused for the same address and a revoked device', async () => {
    expect(await codeOf(askForAddress(ada, { email: ADA }))).toBe('invalid_input');
    for (let n = 0; n < 5; n++) await askForAddress(ada, { email: `n${n}@example.org` });
    expect(await codeOf(askForAddress(ada, { email: NEW }))).toBe('rate_limited');
    await env.DB.prepare('UPDATE devices SET revoked_at = 1').run();
    expect(await codeOf(askForAddress(ada, { email: NEW }))).toBe('device_revoked');
  });
});
