/**
 * `/` by a browser's request: an account with one card, and one with 5,000 sessions and 50,000 cards. Fails where the
 * latter takes more than twice as long.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logIn, runCli, temporaryHome } from '../tests/support/cli.ts';
import { startServer } from '../tests/support/server.ts';
import { fillHome, type Size } from './lib/home.ts';
import { meter } from './lib/meter.ts';
import { median, type Row, table, timed } from './lib/report.ts';

const REPEATS = 7;
/** How many times as long a long history may take. */
const MOST = 2;

const server = await startServer();
const site = await meter(server.url);
const rows: Row[] = [];

async function account(name: string, size: Size): Promise<void> {
  const { home, remove } = await temporaryHome();
  let edition = 1;
  const sync = async () => {
    const { code, stderr } = await runCli(['sync'], { home });
    if (code !== 0) throw new Error(stderr);
  };
  try {
    const signedIn = await logIn(site.url, home, `${edition}-${size.cards}@samedi.example`);
    if (signedIn.code !== 0) throw new Error(signedIn.stderr);
    await fillHome(home, size);
    await sync();
    const auth = JSON.parse(await readFile(join(home, 'auth.json'), 'utf8')) as { token: string };
    await view(`${name}, after a change`, auth.token, async () => {
      await fillHome(home, { cards: 1 }, edition++);
      await sync();
    });
    await view(`${name}, nothing changed`, auth.token);
  } finally {
    await remove();
  }
}

/** The middle of several views, each after `before`. */
async function view(what: string, token: string, before = async () => {}): Promise<void> {
  const times: number[] = [];
  let tally = site.take();
  for (let i = 0; i < REPEATS; i++) {
    await before();
    site.take();
    const [page, ms] = await timed(async () => {
      const response = await fetch(`${site.url}/`, {
        headers: { authorization: `Bearer ${token}` },
      });
      if (!response.ok) throw new Error(`/ answered ${response.status}`);
      return response.text();
    });
    if (!page.includes('Today')) throw new Error('/ is not the dashboard');
    times.push(ms);
    tally = site.take();
  }
  rows.push({
    what,
    ms: median(times),
    'D1 trips': tally.trips,
    statements: tally.statements,
    'rows read': tally.read,
    'rows written': tally.written,
    'kB of HTML': tally.bytesReceived / 1000,
  });
}

try {
  await account('one card', { cards: 1 });
  await account('5,000 sessions, 50,000 cards', { sessions: 5_000, cards: 50_000 });
  process.stdout.write(`${table(rows)}\n\n`);
  for (const how of ['after a change', 'nothing changed']) {
    const [short, long] = rows.filter(({ what }) => String(what).endsWith(how));
    const ratio = Number(long?.['ms']) / Number(short?.['ms']);
    process.stdout.write(`${how}: ${ratio.toFixed(2)} times as long\n`);
    if (!(ratio <= MOST)) throw new Error(`More than ${MOST} times as long, ${how}.`);
  }
} finally {
  await Promise.all([site.stop(), server.stop()]);
}
