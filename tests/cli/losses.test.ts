/** What lost at the server is written over here; until its conflict is heard of, this home remembers it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Home } from '../../cli/src/home/home.ts';
import { scanPlans } from '../../cli/src/plans/scan.ts';
import { applyAnswer } from '../../cli/src/sync/answer.ts';
import { openConflicts } from '../../cli/src/sync/conflicts/conflicts.ts';
import { collectPage } from '../../cli/src/sync/page.ts';
import { startOver } from '../../cli/src/sync/start-over/start-over.ts';
import { SyncResponse } from '../../src/lib/wire/sync.ts';
import { FRENCH } from '../support/cli/first-version-home.ts';
import { openFirstVersionHome } from '../support/cli/homes.ts';

const WINNER = FRENCH.replace('# French B1 Mastery\n', '# Their French\n');

/** A home that has sent all, and an answer in which its plan lost; `more` is to come. */
async function lostPlan(more: boolean) {
  const home = await openFirstVersionHome();
  scanPlans(home);
  const page = collectPage(home, 'here', new Set());
  const plan = page.deltas.plans.find(({ id }) => id === 'french-b1');
  if (plan?.action === 'delete' || !plan) throw new Error('There is no such plan.');
  const winner = {
    ...{ ...plan, updated_at: plan.updated_at + 1, base: 1, device: 'elsewhere' },
    data: { ...plan.data, content: WINNER },
  };
  const answer = SyncResponse.parse({
    ...{ epoch: 'first', cursor: 1, head: 2, more, reset: false, copied: false, mark: null },
    ...{ server_time: Date.now(), plans: [winner], sessions: [], cards: [], conflicts: [] },
    ...{ stale: [{ kind: 'plans', id: 'french-b1' }], rejected: [] },
  });
  return {
    home,
    page,
    answer,
    file: () => readFileSync(join(home.paths.plans, 'french-b1.md'), 'utf8'),
  };
}

const restored = { epoch: 'second', cursor: 0, mark: null } as SyncResponse;

const contents = (home: Home) => openConflicts(home.db).map(({ data }) => data?.['content']);

test('a server that forgets the conflict is offered it', async () => {
  const { home, page, answer, file } = await lostPlan(true);
  applyAnswer(home, page, answer);
  expect(file()).toBe(WINNER);
  expect(contents(home)).toEqual([]);
  startOver(home, restored);
  expect(contents(home)).toEqual([FRENCH]);
});

test('what the server took for no conflict is none', async () => {
  const { home, page, answer } = await lostPlan(false);
  applyAnswer(home, page, answer);
  startOver(home, restored);
  expect(contents(home)).toEqual([]);
});

test('cut after the file was written, and before anything else was stored', async () => {
  const { home, page, answer, file } = await lostPlan(false);
  const [card] = page.deltas.cards;
  // What no row can hold, as a disk that is full.
  const broken = { ...card, id: 'broken', device: 'elsewhere', data: { question: null } };
  expect(() => applyAnswer(home, page, { ...answer, cards: [broken as never] })).toThrow();
  expect(file()).toBe(WINNER);
  scanPlans(home);
  startOver(home, restored);
  expect(contents(home)).toEqual([FRENCH]);
});
