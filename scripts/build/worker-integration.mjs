/**
 * Makes `server/wrangler.json` in the output folder what `wrangler deploy` takes. The adapter derives it from
 * wrangler.jsonc, which is that of a Pages project: Pages' own setting has to go, and mail can be added.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { defaultRates, ratesIn } from '../../src/api/rate/classes.ts';

export default function worker() {
  let server;
  return {
    name: 'samedi:worker',
    hooks: {
      'astro:config:done': ({ config }) => {
        server = config.build.server;
      },
      'astro:build:done': async () => {
        const file = new URL('wrangler.json', server);
        const { pages_build_output_dir, ...config } = JSON.parse(await readFile(file, 'utf8'));
        config.name = config.topLevelName;
        // Pages refuses these bindings, so that they can't stand in wrangler.jsonc.
        if (config.vars.MAIL_SENDER === 'cloudflare') config.send_email = [{ name: 'SEND_EMAIL' }];
        const rates = ratesIn(config.vars.REQUESTS_A_MINUTE ?? defaultRates);
        // The numbers keep these counts apart from those of other Workers of the account.
        config.ratelimits = Object.entries(rates ?? {}).map(([name, limit], index) => ({
          name: `RATE_${name.toUpperCase()}`,
          namespace_id: String(1014_001 + index),
          simple: { limit, period: 60 },
        }));
        await writeFile(file, JSON.stringify(config, null, 2));
      },
    },
  };
}
