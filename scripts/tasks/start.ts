/** `npm start`: the built site on this machine, with a demo learner. Ends, with all that it started, on Ctrl-C. */
import '../lib/with-bootstrap.ts';
import { mkdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { DEMO_EMAIL } from '../demo/demo-home.ts';
import { ensureLocalBuild } from '../lib/build.ts';
import { ensureDemoLearner, signInLink } from '../lib/demo-learner.ts';
import { nextFreePort } from '../lib/ports.ts';
import { migrate, prepareSite, type Site, serve } from '../lib/site.ts';
import { type StartOptions, startOptions, USAGE } from '../lib/start-options.ts';
import { giveUp, step } from '../lib/steps.ts';

const say = (line = '') => process.stdout.write(`${line}\n`);

async function main({ port: wanted, dataDir, empty }: StartOptions): Promise<void> {
  say('Samedi\n');
  await mkdir(dataDir, { recursive: true });
  await step('Build', ensureLocalBuild, (built) => (built ? 'made' : 'up to date'));
  const port = await nextFreePort(wanted);
  const options = { dir: dataDir, host: 'localhost', port } as const;
  await prepareSite(dataDir);
  await step(
    'Database',
    () => migrate(dataDir),
    (applied) => (applied ? 'migrated' : 'up to date'),
  );
  const taken = port === wanted ? '' : `${wanted} is taken, so on ${port}`;
  const site = await step(
    'Server',
    () => serve(options),
    () => taken,
  );
  endWith(site);
  if (!empty)
    await step(
      'Demo learner',
      () => demoLearner(site, dataDir),
      (outcome) => outcome,
    );
  say(await directions(site.url, dataDir, empty));
  const exit = await site.group.exited;
  await site.stop();
  if (!stopping) giveUp(`The server ended by itself (${exit.code}).\n\n${site.group.output()}`);
}

async function demoLearner(site: Site, dataDir: string): Promise<string> {
  try {
    return await ensureDemoLearner(site.url, dataDir);
  } catch (error) {
    const log = site.group.output().trim();
    throw new Error(`${(error as Error).message}\n${log && `The server said:\n\n${log}`}`);
  }
}

async function directions(url: string, dataDir: string, empty: boolean): Promise<string> {
  const rows: [string, string][] = [['Samedi', url]];
  if (!empty) {
    const link = (await signInLink(url)) ?? 'too many links for now: see the newest mail, or wait';
    rows.push([`Sign in as ${DEMO_EMAIL}`, link]);
  }
  rows.push(
    ['Mail that it sent', `${url}/dev/mailbox`],
    ['Your own terminal', `npx samedi login you@example.com --endpoint ${url}`],
    ['Data and log', relative(process.cwd(), dataDir) || dataDir],
  );
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return ['', ...lines, '', '  Ctrl-C ends it.', ''].join('\n');
}

let stopping = false;
let current: Site | null = null;

function endWith(site: Site): void {
  current = site;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await current?.stop();
    // Children of a step under way end with this process: see the exit handler in lib/process.ts.
    process.exit(0);
  });
}

try {
  const options = startOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (options.help) say(USAGE);
  else await main(options);
} catch (error) {
  if (!stopping) giveUp(error);
}
