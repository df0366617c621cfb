/** The settings for Cloudflare: `env.production` in wrangler.jsonc. */
import { unstable_readConfig } from 'wrangler';
import { settingsProblems } from '../../src/api/settings.ts';
import { inRoot } from './paths.ts';

export type Target = 'pages' | 'worker';

export interface Production {
  /** Of the Pages project or the Worker. */
  name: string;
  vars: Record<string, unknown>;
  d1_databases: readonly { database_id?: string }[];
  kv_namespaces: readonly { id?: string }[];
}

/** Throws where wrangler.jsonc cannot be read. */
export function productionSettings(): Production {
  const config = unstable_readConfig({ config: inRoot('wrangler.jsonc'), env: 'production' });
  // As the Worker is called too: see scripts/build/worker-integration.mjs.
  return { ...config, name: config.topLevelName ?? config.name! } as Production;
}

/** What keeps these settings from being deployed to `target`, each with what to do; empty where nothing does. */
export function obstacles(production: Production, target: Target): string[] {
  const { vars, d1_databases, kv_namespaces } = production;
  const found: string[] = [];
  const placeholder = (where: string, value: unknown, what: string) => {
    if (/^your-|\bexample\.com\b/.test(String(value))) {
      found.push(`${where} is still "${value}". Put ${what} there.`);
    }
  };
  placeholder('vars.APP_URL', vars.APP_URL, 'the address under which people will reach Samedi');
  placeholder('vars.MAIL_FROM', vars.MAIL_FROM, 'the address that mail comes from');
  const database = d1_databases[0]?.database_id;
  placeholder('d1_databases', database, 'the id that `npx wrangler d1 create samedi` prints');
  const namespace = kv_namespaces[0]?.id;
  placeholder(
    'kv_namespaces',
    namespace,
    'the id that `npx wrangler kv namespace create KV` prints',
  );
  // The secret is no variable, and is not known here.
  found.push(...settingsProblems({ ...vars, JWT_SECRET: '-'.repeat(32) }));
  if (vars.MAIL_SENDER === 'mailbox') {
    found.push(
      'vars.MAIL_SENDER is "mailbox", which exists on your machine only. Use mailgun or cloudflare.',
    );
  }
  if (vars.MAIL_SENDER === 'cloudflare' && target === 'pages') {
    found.push(
      'vars.MAIL_SENDER is "cloudflare", which Pages does not offer. Use mailgun, or deploy a Worker: npm run deploy:worker',
    );
  }
  return found;
}
