/** A learner to look at: a home made up for the purpose, synced by the real CLI through the real API. */
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_EMAIL } from '../demo/demo-home.ts';
import { writeDemoHome } from '../demo/write-home.ts';
import { newestMail, nextMail } from './mailbox.ts';
import { inRoot } from './paths.ts';
import { quietEnv, run } from './process.ts';

/** Fills the demo learner in, unless `dataDir` says that it was done. What came of it, for the terminal. */
export async function ensureDemoLearner(url: string, dataDir: string): Promise<string> {
  const done = join(dataDir, 'state', 'demo-learner.txt');
  if (existsSync(done)) return 'kept';
  const home = join(dataDir, 'demo-home');
  // Whatever an interrupted start left there.
  await rm(home, { recursive: true, force: true });
  const { plans, sessions, cards } = await writeDemoHome(home, Date.now());
  // As a person does who has no browser at hand: asks for a mail, and pastes the token that it holds.
  const token = nextMail(url, DEMO_EMAIL).then((mail) => `${mail.token}\n`);
  await samedi(home, ['login', DEMO_EMAIL, '--endpoint', url], token);
  await samedi(home, ['sync']);
  const summary = `${plans.length} plans, ${sessions.length} sessions, ${cards.length} cards`;
  await writeFile(done, `${summary}\n`);
  return summary;
}

/**
 * A fresh link that signs a browser in as the demo learner, once, within 15 minutes. Null where the limit of links for
 * one address is reached.
 */
export async function signInLink(url: string): Promise<string | null> {
  const response = await fetch(`${url}/api/auth/magic-link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: DEMO_EMAIL, client: 'browser' }),
  });
  const answer = await response.text();
  if (response.status === 429) return null;
  if (!response.ok) throw new Error(`There is no sign-in link for the demo learner: ${answer}`);
  // With the code, since no browser asked for it.
  const { link, code } = await newestMail(url, DEMO_EMAIL);
  return `${link}&code=${code}`;
}

async function samedi(
  home: string,
  args: readonly string[],
  input?: Promise<string>,
): Promise<void> {
  const ended = run(process.execPath, [inRoot('cli/bin/samedi.js'), ...args], {
    env: quietEnv({ SAMEDI_HOME: home }),
    ...(input && { input }),
  });
  const { code, output } = await ended;
  if (code !== 0) throw new Error(`samedi ${args.join(' ')} ended with ${code}.\n\n${output}`);
}
