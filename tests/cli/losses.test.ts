/** What lost at the server is written over here, and kept; files follow the database. */
import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Home } from '../../cli/src/home/home.ts';
import { untrackedChange } from '../../cli/src/home/tracking.ts';
import { scanPlans } from '../../cli/src/plans/scan.ts';
import { applyAnswer } from '../../cli/src/sync/answer.ts';
import { openConflicts } from '../../cli/src/sync/conflicts/conflicts.ts';
import { collectPage } from '../../cli/src/sync/page.ts';
import { storeNames } from '../../cli/src/sync/versions.ts';
import { SyncResponse } from '../../src/lib/wire/sync.ts';
import { FRENCH } from '../support/cli/first-version-home.ts';
import { openFirstVersionHome } from '../support/cli/homes.ts';
import { version } from '../support/versions.ts';

const WINNER = FRENCH.replace('# French B1 Mastery\n', '# Their French\n');

/** A home that has sent all, and an answer in which its plan lost to one that did not know it. */
async function lostPlan() {
  const home = await openFirstVersionHome();
  scanPlans(home);
  const page = collectPage(home, 'here', new Set());
  untrackedChange(home.db, () => storeNames(home.db, page.sent));
  const plan = page.deltas.plans.find(({ id }) => id === 'french-b1');
  if (plan?.action === 'delete' || !plan) throw new Error('There is no such plan.');
  const data = { ...plan.data, content: WINNER };
  const winner = {
    ...{ action: 'update', device: 'elsewhere', data },
    ...version('plans', plan.id, plan.updated_at + 1, data, [], 'elsewhere'),
  };
  const answer = SyncResponse.parse({
    ...{ epoch: 'first', cursor: 1, head: 2, digest: 0, more: true, reset: false },
    ...{ server_time: Date.now(), plans: [winner], sessions: [], cards: [], conflicts: [] },
    ...{ stale: [{ kind: 'plans', id: 'french-b1', conflict: true }], again: [], rejected: [] },
  });
  const file = () => readFileSync(join(home.paths.plans, 'french-b1.md'), 'utf8');
  return { home, page, answer, file };
}

const contents = (home: Home) => openConflicts(home.db).map(({ data }) => data?.['content']);

test('what lost is kept here before the winner is written over it, whatever the server remembers', async () => {
  const { home, page, answer, file } = await lostPlan();
  applyAnswer(home, page, answer);
  expect(file()).toBe(WINNER);
  expect(contents(home)).toEqual([FRENCH]);
});

test('cut before all of the answer was stored, nothing of it shows, and the edit is offered again', async () => {
  const { home, page, answer, file } = await lostPlan();
  const [card] = page.deltas.cards;
  // What no row can hold, as a disk that is full.
  const data = { question: null };
  const named = version('cards', 'broken', card!.updated_at, data, [], 'elsewhere');
  const broken = { action: 'update', device: 'elsewhere', ...named, data };
  expect(() => applyAnswer(home, page, { ...answer, cards: [broken as never] })).toThrow();
  expect(file()).toBe(FRENCH);
  expect(collectPage(home, 'here', new Set()).deltas.plans).toEqual(page.deltas.plans);
});

test('cut after the answer was stored, and before its files were written, the next scan writes them', async () => {
  const { home, page, answer, file } = await lostPlan();
  const draft = join(home.paths.plans, `french-b1.md.${process.pid}.tmp`);
  mkdirSync(draft);
  expect(() => applyAnswer(home, page, answer)).toThrow();
  expect(file()).toBe(FRENCH);
  rmdirSync(draft);
  scanPlans(home);
  expect(file()).toBe(WINNER);
  expect(contents(home)).toEqual([FRENCH]);
  expect(collectPage(home, 'here', new Set()).deltas.plans.map(({ id }) => id)).not.toContain(
    'french-b1',
  );
});

test('what an editor wrote before the file could be is kept in the trash, and told', async () => {
  const { home, page, answer, file } = await lostPlan();
  const draft = join(home.paths.plans, `french-b1.md.${process.pid}.tmp`);
  mkdirSync(draft);
  expect(() => applyAnswer(home, page, answer)).toThrow();
  rmdirSync(draft);
  const edited = `${FRENCH}\nMeanwhile.\n`;
  writeFileSync(join(home.paths.plans, 'french-b1.md'), edited);
  scanPlans(home);
  expect(file()).toBe(WINNER);
  const [kept] = readdirSync(home.paths.trash);
  expect(readFileSync(join(home.paths.trash, kept!), 'utf8')).toBe(edited);
});
