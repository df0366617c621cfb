/** The worked example of docs/sync-protocol.md, played: each of its rows is what really happens. */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import type { DeviceList } from '../../src/lib/wire/devices.ts';
import {
  anyEmail,
  change,
  newHome,
  rows,
  samedi,
  samediJson,
  signedInHome,
} from '../support/cli/homes.ts';
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
  const names = new Map([a, b].map((home, i) => [stateOf(home, 'device_id'), 'AB'[i]!]));

  const inHome = (home: string) => {
    const [card] = rows(home, "SELECT * FROM versions WHERE kind = 'cards'");
    const version = card
      ? `${versionText(card)}, base ${card['base']}${card['dirty'] ? ', unsent' : ''}`
      : '–';
    return `${version} | ${stateOf(home, 'cursor') ?? '0'}`;
  };
  const atServer = () => {
    const db = new DatabaseSync(databaseIn(server.dir), { readOnly: true });
    try {
      const [card] = db.prepare('SELECT updated_at, device_id, seq FROM cards').all();
      const [conflict] = db.prepare('SELECT updated_at, device_id, seq FROM conflicts').all();
      const [head] = db.prepare('SELECT head FROM users').all();
      const stored = (row?: Row) => (row ? `${versionText(row)} at ${row['seq']}` : '–');
      return `${stored(card)} | ${stored(conflict)} | ${head?.['head']}`;
    } finally {
      db.close();
    }
  };
  const withNames = (text: string) =>
    [...names].reduce((named, [device, name]) => named.replaceAll(String(device), name), text);
  const versionText = (row: Row) =>
    `(${row['updated_at']}, ${withNames(String(row['device_id']))})`;
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
  const { devices } = await samediJson<DeviceList>(a, ['devices']);
  expect(devices).toHaveLength(2); // A is no copy.
  for (const home of [a, b]) {
    expect(rows(home, 'SELECT answer FROM cards')).toEqual([{ answer: 'Bonne soirée' }]);
    const [conflict] = rows(home, 'SELECT id, replaced_by, data FROM conflicts');
    expect(withNames(`${conflict?.['id']} ${conflict?.['replaced_by']}`)).toBe(
      'cards:evening:2000:A 3000:B',
    );
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
