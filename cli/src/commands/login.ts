/** `samedi login EMAIL` */
import { hostname } from 'node:os';
import { z } from 'zod';
import { SamediError } from '../../../src/lib/errors.ts';
import { MagicLinkResponse, SignedIn } from '../../../src/lib/wire/auth.ts';
import { post } from '../client/requests.ts';
import { requireEndpoint } from '../client/target.ts';
import { readAuth, writeAuth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import type { Cli } from '../run/cli.ts';
import { adopt } from '../sync/start-over/adopt.ts';
import { openLines } from './login/lines.ts';
import { waitForSignIn } from './login/wait.ts';

export async function login(cli: Cli, email: string): Promise<void> {
  const home = await cli.home();
  const endpoint = requireEndpoint(home);
  if (!z.email().safeParse(email).success) {
    throw new SamediError('usage', `"${email}" is not an e-mail address.`, {
      next: 'Run: samedi login you@example.com',
    });
  }
  const lines = openLines(process.stdin);
  try {
    const signedIn =
      (await verifyGivenToken(home, endpoint, await lines.early())) ??
      (await signInByMail(cli, home, endpoint, email, lines));
    finish(cli, home, endpoint, signedIn);
  } finally {
    lines.close();
  }
}

/** A token that was piped in needs no second mail. */
async function verifyGivenToken(home: Home, endpoint: string, token: string | null) {
  return token === null ? null : verify(home, endpoint, token);
}

async function signInByMail(
  cli: Cli,
  home: Home,
  endpoint: string,
  email: string,
  lines: ReturnType<typeof openLines>,
): Promise<SignedIn> {
  const request = { email, client: 'cli', device_name: deviceName() };
  // Who is signed in already stays the device that it is.
  const auth = readAuth(home.paths.auth);
  const server = auth?.endpoint === endpoint ? auth : { endpoint };
  const asked = await post(server, '/api/auth/magic-link', request, MagicLinkResponse);
  cli.out.note(asked.message);
  if (asked.code) {
    cli.out.note(`Open the link in the mail and type this code there:\n\n    ${asked.code}\n`);
  }
  cli.out.note('Waiting. Without a browser at hand: type the six digits of the mail here.');
  return waitForSignIn({
    endpoint,
    asked,
    lines,
    verify: (typed) => verify(home, endpoint, typed, asked.poll_token),
    refused: (error) => {
      if (!process.stdin.isTTY) throw error;
      cli.out.warn([error.message, error.next].filter(Boolean).join('\n'));
    },
  });
}

/** The mail's six digits, which belong to the sign-in that waits; or its link, or the token in that. */
function verify(
  home: Home,
  endpoint: string,
  typed: string,
  poll_token?: string,
): Promise<SignedIn> {
  const about = { device_name: deviceName(), time_zone: home.settings.timeZone };
  if (poll_token && /^\d{3}\s?\d{3}$/.test(typed)) {
    return post({ endpoint }, '/api/auth/code', { poll_token, code: typed, ...about }, SignedIn);
  }
  const token = /[?&]token=([^&\s]+)/.exec(typed)?.[1] ?? typed;
  return post({ endpoint }, '/api/auth/verify', { token, ...about }, SignedIn);
}

function finish(cli: Cli, home: Home, endpoint: string, signedIn: SignedIn): void {
  const auth = { endpoint, ...signedIn };
  const adoption = adopt(home, auth);
  writeAuth(home.paths.auth, auth);
  if (adoption === 'other') {
    cli.out.warn(
      `This home was signed in as somebody else, or elsewhere; the next sync offers all of it to ${auth.email}.`,
    );
  }
  const { email, device_id, user_id } = auth;
  if (cli.out.json) cli.out.data({ email, endpoint, device_id, user_id });
  else
    cli.out.line(`Signed in as ${cli.out.paint('bold', email)} at ${endpoint}.\nNext: samedi sync`);
}

/** What the list of devices will call this one. */
function deviceName(): string {
  return hostname().trim().slice(0, 100) || 'terminal';
}
