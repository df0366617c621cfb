/** Chains that lost something under the first protocol, each over real homes, a real server and a network between. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { hashOf } from '../../cli/src/plans/file.ts';
import {
  addCards,
  anyEmail,
  change,
  rows,
  samedi,
  samediJson,
  signedInHome,
} from '../support/cli/homes.ts';
import { runCli, temporaryHome } from '../support/cli.ts';
import { type Network, unreliableNetwork } from '../support/faults/network.ts';
import { chanceFrom } from '../support/faults/random.ts';
import { mortalServer, moveHome } from '../support/faults/world.ts';

const PLAN = `---
id: french
title: French
created: 2026-01-01T10:00:00Z
status: in-progress
---

# French

## Chunk 1: Greetings {#chunk-001}
**Duration**: 1 hour
**Status**: not-started

Words about greetings.

## Chunk 2: Numbers {#chunk-002}
**Duration**: 1 hour
**Status**: not-started

## Chunk 3: Verbs {#chunk-003}
**Duration**: 1 hour
**Status**: not-started
`;

let server: Awaited<ReturnType<typeof mortalServer>>;
let network: Network;
let email: string;

beforeAll(async () => {
  server = await mortalServer();
  network = await unreliableNetwork(() => server.url, chanceFrom(0));
  network.heal();
});
afterAll(async () => {
  await network.stop();
  await server.stop();
});

async function home(account = email): Promise<string> {
  const { home: folder, remove } = await temporaryHome();
  onTestFinished(remove);
  await signIn(folder, account);
  return folder;
}

async function signIn(folder: string, account = email): Promise<void> {
  await signedInHome(server.url, account, folder);
  moveHome(folder, server.url, network.url);
}

/** Two homes of a new account; the first has the plan, and both have synced. */
async function twoHomes(): Promise<[string, string]> {
  email = anyEmail();
  const a = await home();
  writeFileSync(fileOf(a), PLAN);
  await samedi(a, ['sync']);
  const b = await home();
  await samedi(b, ['sync']);
  return [a, b];
}

const fileOf = (folder: string) => join(folder, 'plans', 'french.md');
const textOf = (folder: string) =>
  existsSync(fileOf(folder)) ? readFileSync(fileOf(folder), 'utf8') : '';
const write = (folder: string, edit: (text: string) => string) =>
  writeFileSync(fileOf(folder), edit(textOf(folder)));
/** Behind a line of the plan; the first chunk's text where nothing else is said. */
const addLine = (folder: string, line: string, after = 'Words about greetings.\n') =>
  write(folder, (text) => text.replace(after, `${after}${line}\n`));

const sync = (folder: string) => samedi(folder, ['sync']);

async function syncWithoutAnswer(folder: string): Promise<void> {
  network.next('answer lost', '/api/sync');
  expect((await runCli(['sync'], { home: folder })).code).not.toBe(0);
}

/** The server dies, and comes back as it was when it was kept. */
async function putBack(): Promise<void> {
  await server.kill();
  server.putCopyBack();
  await server.startAgain();
}

async function keep(): Promise<void> {
  await server.kill();
  server.keepCopy();
  await server.startAgain();
}

/** Everyone syncs twice; then all hold the same, and nobody has anything to say. */
async function settle(...folders: string[]): Promise<void> {
  for (const folder of [...folders, ...folders]) {
    const { code, stderr } = await runCli(['sync'], { home: folder });
    // A server that was put back does not know a sign-in of later.
    if (code === 7) await signIn(folder);
    else expect(code, stderr).toBe(0);
  }
  for (const folder of folders) {
    const quiet = await samediJson<{ pushed: number; pulled: number }>(folder, ['sync']);
    expect(quiet).toMatchObject({ pushed: 0, pulled: 0 });
    await samedi(folder, ['sync', 'verify']);
    expect(textOf(folder)).toBe(textOf(folders[0]!));
    expect(everythingIn(folder)).toBe(everythingIn(folders[0]!));
  }
}

/** Plans, cards and what is listed as a conflict, as one text. */
function everythingIn(folder: string): string {
  const conflicts = rows(folder, 'SELECT id, data FROM conflicts WHERE dropped = 0 ORDER BY id');
  return JSON.stringify([
    textOf(folder),
    rows(folder, 'SELECT id, answer FROM cards ORDER BY id'),
    conflicts,
  ]);
}

const openIn = (folder: string) =>
  rows(folder, 'SELECT id FROM conflicts WHERE dropped = 0').length;

describe('A: lines of a plan, with lost answers', () => {
  test('a line that was synced before the answers were lost stays', async () => {
    const [b, a] = await twoHomes();
    addLine(b, 'LINE-1');
    await sync(b);
    addLine(b, 'LINE-2', 'LINE-1\n');
    await syncWithoutAnswer(b);
    addLine(a, 'LINE-3', '# French\n');
    await syncWithoutAnswer(a);
    await settle(b, a);
    for (const line of ['LINE-1', 'LINE-2', 'LINE-3']) expect(everythingIn(a)).toContain(line);
  });

  test('where both made the plan by themselves', async () => {
    email = anyEmail();
    const [a, b] = [await home(), await home()];
    for (const [folder, line] of [
      [a, 'OF-A'],
      [b, 'OF-B'],
    ] as const) {
      writeFileSync(fileOf(folder), PLAN);
      addLine(folder, line);
    }
    await syncWithoutAnswer(a);
    addLine(a, 'MORE-OF-A', 'OF-A\n');
    await sync(b);
    await settle(a, b);
    for (const line of ['OF-A', 'OF-B', 'MORE-OF-A']) expect(everythingIn(b)).toContain(line);
  });

  test('where one signed in again before', async () => {
    const [a, b] = await twoHomes();
    addLine(b, 'LINE-1');
    await sync(b);
    await samedi(a, ['logout']);
    await signIn(a);
    addLine(a, 'LINE-2', '# French\n');
    await syncWithoutAnswer(a);
    addLine(b, 'LINE-3', 'LINE-1\n');
    await settle(b, a);
    for (const line of ['LINE-1', 'LINE-2', 'LINE-3']) expect(everythingIn(a)).toContain(line);
  });
});

test('a conflict that one home merged in part stays listed on a third, which has the version that lost', async () => {
  const [a, b] = await twoHomes();
  const c = await home();
  write(a, (text) => text.replace('Chunk 2: Numbers', 'Chunk 2: TITLE-OF-A'));
  addLine(a, 'OF-A');
  await sync(a);
  await sync(c);
  write(b, (text) => text.replace('Chunk 2: Numbers', 'Chunk 2: TITLE-OF-B'));
  await sync(b);
  await settle(c, a, b);
  for (const text of ['TITLE-OF-A', 'TITLE-OF-B', 'OF-A']) expect(everythingIn(b)).toContain(text);
});

test("A': a chunk that was moved on one device and completed on the other is completed where it is now", async () => {
  const [a, b] = await twoHomes();
  const chunk = PLAN.slice(PLAN.indexOf('## Chunk 2'), PLAN.indexOf('## Chunk 3'));
  write(a, (text) => `${text.replace(chunk, '')}\n${chunk.trimEnd()}\n`);
  await samedi(b, ['plan', 'done', 'french', 'chunk-002']);
  await settle(a, b);
  expect(openIn(a)).toBe(0);
  const headings = textOf(a).match(/^## .*$/gm)!;
  expect(headings.map((heading) => heading.slice(3, 10))).toEqual([
    'Chunk 1',
    'Chunk 3',
    'Chunk 2',
  ]);
  expect(textOf(a).split('## Chunk 2')[1]).toContain('**Status**: completed');
  expect(textOf(a).match(/completed/g)).toHaveLength(1);
});

describe('B: a copied home', () => {
  test('whose device was revoked, and of which one signs in after others built on the other', async () => {
    const [a, b] = await twoHomes();
    addCards(a, 1);
    await sync(a);
    await sync(b);
    const { home: copy, remove } = await temporaryHome();
    onTestFinished(remove);
    cpSync(a, copy, { recursive: true });
    for (const [folder, text] of [
      [a, 'of the home'],
      [copy, 'of the copy'],
    ] as const) {
      change(folder, `UPDATE cards SET answer = '${text}'`);
    }
    await samedi(a, ['logout']);
    await signIn(a);
    await sync(a);
    await sync(b);
    change(b, "UPDATE cards SET answer = 'built on the home'");
    await sync(b);
    await signIn(copy);
    await settle(copy, b, a);
    for (const text of ['built on the home', 'of the copy']) {
      expect(everythingIn(a)).toContain(text);
    }
  });

  test('two losers with one author and time are two conflicts', async () => {
    const [a, b] = await twoHomes();
    addCards(a, 1);
    await sync(a);
    await sync(b);
    const copies = await Promise.all([1, 2].map(async () => await temporaryHome()));
    for (const { home: copy, remove } of copies) {
      onTestFinished(remove);
      cpSync(a, copy, { recursive: true });
    }
    change(b, "UPDATE cards SET answer = 'newest'");
    const at = Date.now() - 3_600_000;
    for (const [i, { home: copy }] of copies.entries()) {
      change(
        copy,
        `UPDATE cards SET answer = 'loser ${i}'; UPDATE versions SET updated_at = ${at} WHERE kind = 'cards'`,
      );
    }
    await sync(b);
    await settle(...copies.map((one) => one.home), b);
    for (const text of ['loser 0', 'loser 1', 'newest']) expect(everythingIn(b)).toContain(text);
    expect(openIn(b)).toBe(2);
  });
});

describe('C: a plan edit that lost, and a server that was put back', () => {
  test('right after the home took the winner, before its file was written', async () => {
    const [a, b] = await twoHomes();
    addLine(a, 'OF-A');
    await keep();
    addLine(b, 'OF-B');
    await sync(b);
    await syncCutAfterCommit(a);
    await putBack();
    await settle(a, b);
    for (const line of ['OF-A', 'OF-B']) expect(everythingIn(a)).toContain(line);
  });

  test('after an accepted version gave way to a winner whose own answer was lost', async () => {
    const [a, b] = await twoHomes();
    await keep();
    addLine(a, 'OF-A');
    await sync(a);
    addLine(b, 'OF-B', '# French\n');
    await syncWithoutAnswer(b);
    await sync(a);
    await putBack();
    await settle(a, b);
    for (const line of ['OF-A', 'OF-B']) expect(everythingIn(a)).toContain(line);
  });
});

describe('D: a first sync push, and a server that was put back to before it', () => {
  test('the plan comes back, and to the other device', async () => {
    const [, b] = await twoHomes();
    const c = await home();
    await keep();
    writeFileSync(
      join(c, 'plans', 'piano.md'),
      PLAN.replaceAll('french', 'piano').replace('# French', '# Piano'),
    );
    await samedi(c, ['sync', 'push']);
    await putBack();
    await settle(c, b);
    expect(existsSync(join(b, 'plans', 'piano.md'))).toBe(true);
  });

  test('a review comes back, and no two devices write its card without end', async () => {
    const [a, b] = await twoHomes();
    addCards(a, 1);
    await sync(a);
    await sync(b);
    const c = await home();
    await sync(c);
    await keep();
    const [card] = rows(c, 'SELECT id FROM cards');
    await samedi(c, ['card', 'rate', String(card?.['id']), '3']);
    await samedi(c, ['sync', 'push']);
    await putBack();
    await settle(c, b, a);
    for (const folder of [a, b, c]) expect(rows(folder, 'SELECT id FROM reviews')).toHaveLength(1);
  });
});

test('E: whoever signs out and in while another device changed 100 cards has no conflict', async () => {
  const [a, b] = await twoHomes();
  addCards(a, 100);
  await sync(a);
  await sync(b);
  change(a, "UPDATE cards SET answer = answer || ' changed'");
  await sync(a);
  await samedi(b, ['logout']);
  await signIn(b);
  const { pushed, pulled } = await samediJson<{ pushed: number; pulled: number }>(b, ['sync']);
  expect({ pushed, pulled, open: openIn(b) }).toEqual({ pushed: 0, pulled: 100, open: 0 });
  await settle(a, b);
});

test('G: a deletion that arrives over an unsent edit, cut before the file was moved, comes to rest', async () => {
  const [a, b] = await twoHomes();
  addLine(b, 'UNSENT');
  await samedi(b, ['plan', 'list']);
  await samedi(a, ['plan', 'delete', 'french', '--yes']);
  await sync(a);
  await syncCutAfterCommit(b);
  await settle(b, a);
  expect(existsSync(fileOf(b))).toBe(false);
  expect(everythingIn(a)).toContain('UNSENT');
});

/** A sync that is killed after its commit, before it wrote the plan's file. */
async function syncCutAfterCommit(folder: string): Promise<void> {
  const before = textOf(folder);
  await sync(folder);
  const content = existsSync(fileOf(folder)) ? textOf(folder) : null;
  writeFileSync(fileOf(folder), before);
  change(
    folder,
    `INSERT INTO plan_writes (id, content, over_hash) VALUES ('french', ${sqlText(content)}, '${hashOf(before)}');
     INSERT OR REPLACE INTO plan_files (id, hash) VALUES ('french', '${hashOf(before)}')`,
  );
}

const sqlText = (text: string | null) =>
  text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`;
