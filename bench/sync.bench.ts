/** Sync by the real CLI against the real site in workerd: 10,000 cards in, out, nothing, one. */
import { type CliResult, logIn, runCli, temporaryHome } from '../tests/support/cli.ts';
import { startServer } from '../tests/support/server.ts';
import { fillHome } from './lib/home.ts';
import { meter, type Tally } from './lib/meter.ts';
import { median, type Row, table, timed } from './lib/report.ts';

const CARDS = 10_000;
const REPEATS = 5;

const server = await startServer();
const site = await meter(server.url);
const laptop = await temporaryHome();
const desktop = await temporaryHome();
const rows: Row[] = [];

function report(what: string, ms: number, tally: Tally, records: number): void {
  rows.push({
    what,
    ms: Math.round(ms),
    'records/s': records > 1 ? Math.round((records / ms) * 1000) : '',
    requests: tally.requests,
    'D1 trips': tally.trips,
    statements: tally.statements,
    'rows read': tally.read,
    'rows written': tally.written,
    'kB sent': tally.bytesSent / 1000,
    'kB received': tally.bytesReceived / 1000,
  });
}

async function sync(home: string): Promise<CliResult> {
  const result = await runCli(['sync'], { home });
  if (result.code !== 0) throw new Error(`samedi sync failed: ${result.stderr}`);
  return result;
}

async function measure(what: string, home: string, records: number): Promise<void> {
  site.take();
  const [, ms] = await timed(() => sync(home));
  report(what, ms, site.take(), records);
}

/** The middle of several runs, each after `prepare`. */
async function measureOften(
  what: string,
  prepare: (edition: number) => Promise<void>,
): Promise<void> {
  const times: number[] = [];
  let tally = site.take();
  for (let i = 1; i <= REPEATS; i++) {
    await prepare(i);
    site.take();
    const [, ms] = await timed(() => sync(laptop.home));
    times.push(ms);
    tally = site.take();
  }
  report(what, median(times), tally, 1);
}

try {
  for (const { home } of [laptop, desktop]) {
    const { code, stderr } = await logIn(site.url, home, 'bench@samedi.example');
    if (code !== 0) throw new Error(stderr);
  }
  await fillHome(laptop.home, { cards: CARDS });
  await measure('push 10,000 new cards', laptop.home, CARDS);
  await fillHome(laptop.home, { cards: CARDS }, 1);
  await measure('push 10,000 changed cards', laptop.home, CARDS);
  await measure('pull 10,000 cards, fresh device', desktop.home, CARDS);
  await measureOften('nothing changed', async () => {});
  await measureOften('one card changed', (edition) =>
    fillHome(laptop.home, { cards: 1 }, edition + 1),
  );
  process.stdout.write(`${table(rows)}\n\nTimes are of the whole command, its start included.\n`);
} finally {
  await Promise.all([site.stop(), laptop.remove(), desktop.remove(), server.stop()]);
}
