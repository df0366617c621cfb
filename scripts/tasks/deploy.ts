/** `npm run deploy` (Pages) and `npm run deploy:worker`: build for deployment, migrate the database, publish. */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildSite } from '../lib/build.ts';
import { inRoot, root, tools } from '../lib/paths.ts';
import { obstacles, productionSettings, type Target } from '../lib/production.ts';
import { giveUp, step } from '../lib/steps.ts';

const USAGE = `Usage: npm run deploy -- [--dry-run], or npm run deploy:worker -- [--dry-run]

  --dry-run    build, and check all that can be checked without Cloudflare; publish nothing`;

function options() {
  try {
    return parseArgs({
      options: { 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    giveUp(`${(error as Error).message.split('. ')[0]}.\n\n${USAGE}`, 2);
  }
}

function target(positionals: readonly string[]): Target {
  const [name] = positionals;
  if (positionals.length === 1 && (name === 'pages' || name === 'worker')) return name;
  giveUp(USAGE, 2);
}

/** On this terminal, since wrangler may have to ask the person to sign in at Cloudflare. */
async function wrangler(...args: string[]): Promise<void> {
  process.stdout.write(`\n$ wrangler ${args.join(' ')}\n`);
  const code = await new Promise<number | null>((done, failed) => {
    spawn(process.execPath, [tools.wrangler, ...args], { cwd: root, stdio: 'inherit' })
      .once('error', failed)
      .once('close', done);
  });
  if (code !== 0)
    throw new Error('wrangler could not do that; see above. Nothing after it was done.');
}

async function publish(to: Target, project: string): Promise<void> {
  await wrangler('d1', 'migrations', 'apply', 'DB', '--remote', '--env', 'production');
  if (to === 'worker') return wrangler('deploy', '--config', 'dist/server/wrangler.json');
  const branch = ['--project-name', project, '--branch', 'main'];
  return wrangler('pages', 'deploy', 'dist/pages', ...branch, '--commit-dirty=true');
}

async function main(): Promise<void> {
  const { values, positionals } = options();
  if (values.help) return void process.stdout.write(`${USAGE}\n`);
  const to = target(positionals);
  const production = productionSettings();
  const found = obstacles(production, to);
  if (found.length > 0) {
    const list = found.map((obstacle) => `  - ${obstacle}`).join('\n');
    const text = `env.production in wrangler.jsonc is not ready for this:\n\n${list}\n\ndocs/deploy.md goes through it step by step.`;
    if (!values['dry-run']) throw new Error(text);
    process.stdout.write(`${text}\n\n`);
  }
  await step(
    'Build',
    () => buildSite({ local: false, outDir: inRoot('dist') }),
    () => 'dist',
  );
  if (!values['dry-run']) return publish(to, production.name);
  if (to === 'worker')
    await wrangler('deploy', '--dry-run', '--config', 'dist/server/wrangler.json');
  process.stdout.write('\nNothing was published.\n');
}

try {
  await main();
} catch (error) {
  giveUp(error);
}
