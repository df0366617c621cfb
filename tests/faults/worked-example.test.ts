/** The worked example of docs/sync-protocol.md, played: each of its rows is what really happens. */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { anyEmail, change, newHome, rows, samedi, signedInHome } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';
import { unreliableNetwork } from '../support/faults/network.ts';
import { chanceFrom } from '../support/faults/random.ts';
import { databaseIn, moveHome } from '../support/faults/world.ts';
import { startServer } from '../support/server.ts';

const DOCUMENT = new URL('../../docs/sync-protocol.md', import.meta.url);

const documented = readFileSync(DOCUMENT, 'utf8')
  .split('\n')
  .filter((line) => /^\| \d /.test(line));

/** Runs SQL in a home as a change that its learner makes at `at`, Unix ms. */
function edit(home: string, at: number, sql: string): void {
  change(
    home,
    `PRAGMA foreign_keys = OFF; INSERT INTO sync_state VALUES ('now', '${at}'); ${sql};
     DELETE FROM sync_state WHERE key = 'now'`,
  );
}

test('two homes, one conflict and one lost answer go as docs/sync-protocol.md tells', async () => {
  const server = await startServer();
  onTestFinished(server.stop);
  const network = await unreliableNetwork(() => server.url, chanceFrom(0));
  onTestFinished(network.stop);
  network.heal();
  const email = anyEmail();
  const [a, b] = [await newHome(), await newHome()];
  for (const home of [a, b]) {
    await signedInHome(server.url, email, home);
    moveHome(home, server.url, network.url);
  }
  const names = new Map([a, b].map((home, i) => [stateOf(home, 'device_id') ?? '', 'AB'[i]!]));

  const inHome = (home: string) => {
    const [card] = rows(home, "SELECT * FROM versions WHERE kind = 'cards'");
    const version = card ? `${versionText(card)}${card['dirty'] ? ', unsent' : ''}` : '–';
    return `${version} | ${stateOf(home, 'cursor') ?? '0'}`;
  };
  const atServer = () => {
    const db = new DatabaseSync(databaseIn(server.dir), { readOnly: true });
    try {
      const columns = 'updated_at, device_id, version, past, seq';
      const [card] = db.prepare(`SELECT ${columns} FROM cards`).all();
      const [conflict] = db.prepare(`SELECT ${columns} FROM conflicts`).all();
      const [head] = db.prepare('SELECT head FROM users').all();
      const stored = (row?: Row) => (row ? `${versionText(row)} at ${row['seq']}` : '–');
      return `${stored(card)} | ${stored(conflict)} | ${head?.['head']}`;
    } finally {
      db.close();
    }
  };
  /** One name for one version, wherever it stands. */
  const labels = new Map<number, string>();
  const versionText = ({ version, past, updated_at, device_id }: Row) => {
    if (version !== null) labels.set(Number(version), `v${Number(updated_at) / 1_000}`);
    const from = String(past).split(',').filter(Boolean).map(Number);
    const made = from.length > 0 ? ` from ${from.map((name) => labels.get(name)).join(' ')}` : '';
    const name = version === null ? '' : `${labels.get(Number(version))} `;
    return `${name}(${updated_at}, ${names.get(String(device_id))})${made}`;
  };
  const played: string[] = [];
  const note = (step: number) =>
    played.push(`| ${step} | ${inHome(a)} | ${inHome(b)} | ${atServer()} |`);

  edit(
    a,
    1000,
    `INSERT INTO cards (id, plan_id, question, answer, created_at, next_review)
     VALUES ('evening', 'french', 'Good evening', 'Bonsoir', '2026-01-01 00:00:00+00:00', '2026-01-02')`,
  );
  note(1);
  await samedi(a, ['sync']);
  note(2);
  await samedi(b, ['sync']);
  note(3);
  edit(a, 2000, "UPDATE cards SET answer = 'Bonsoir !'");
  edit(b, 3000, "UPDATE cards SET answer = 'Bonne soirée'");
  note(4);
  network.next('answer lost', '/api/sync');
  expect((await runCli(['sync'], { home: a })).code).not.toBe(0);
  note(5);
  await samedi(b, ['sync']);
  note(6);
  await samedi(a, ['sync']);
  note(7);

  expect(played).toEqual(documented);
  expect(new Set(labels.values()).size).toBe(labels.size);
  for (const home of [a, b]) {
    expect(rows(home, 'SELECT answer FROM cards')).toEqual([{ answer: 'Bonne soirée' }]);
    const [conflict] = rows(home, 'SELECT id, version, data FROM conflicts');
    expect(labels.get(Number(conflict?.['version']))).toBe('v2');
    expect(conflict?.['id']).toBe(`cards:evening:${conflict?.['version']}`);
    expect(JSON.parse(String(conflict?.['data']))).toMatchObject({ answer: 'Bonsoir !' });
    await samedi(home, ['sync', 'verify']);
  }
});

type Row = Record<string, unknown>;

function stateOf(home: string, key: string): string | undefined {
  return rows(home, `SELECT value FROM sync_state WHERE key = '${key}'`)[0]?.['value'] as
    | string
    | undefined;
}
