import { describe, expect, test } from 'vitest';
import { obstacles, type Production } from '../../scripts/lib/production.ts';

const ready: Production = {
  name: 'samedi',
  vars: {
    APP_URL: 'https://learn.ada.org',
    MAIL_SENDER: 'mailgun',
    MAIL_FROM: 'Samedi <samedi@ada.org>',
  },
  d1_databases: [{ database_id: '7a3b6c1e-0000-4000-8000-5f0e0d0c0b0a' }],
  kv_namespaces: [{ id: '0f0e0d0c0b0a09080706050403020100' }],
};
const withVars = (vars: Record<string, string>) => ({ ...ready, vars: { ...ready.vars, ...vars } });

describe('what keeps a deployment from going ahead', () => {
  test('nothing, where all is filled in', () => {
    expect(obstacles(ready, 'pages')).toEqual([]);
    expect(obstacles(ready, 'worker')).toEqual([]);
  });

  test.each([
    ['the database id', { ...ready, d1_databases: [{ database_id: 'your-d1-database-id' }] }],
    ['the namespace id', { ...ready, kv_namespaces: [{ id: 'your-kv-namespace-id' }] }],
    ['the address', withVars({ APP_URL: 'https://samedi.example.com' })],
    ['the sender', withVars({ MAIL_FROM: 'Samedi <samedi@example.com>' })],
    ['a mailbox that exists on a developer’s machine only', withVars({ MAIL_SENDER: 'mailbox' })],
  ])('%s still as it came', (_, production) => {
    expect(obstacles(production, 'pages')).toHaveLength(1);
  });

  test('mail by Cloudflare, on Pages, which has no such binding', () => {
    const production = withVars({ MAIL_SENDER: 'cloudflare' });
    expect(obstacles(production, 'pages').join()).toContain('npm run deploy:worker');
    expect(obstacles(production, 'worker')).toEqual([]);
  });
});
