/** A learner who edits at random, on one of several devices, and what must not get lost of it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openHome } from '../../cli/src/home/home.ts';
import { change } from '../../cli/src/home/state.ts';
import { scanPlans } from '../../cli/src/plans/scan.ts';
import { writeCard } from '../../cli/src/records/cards.ts';
import { writeSession } from '../../cli/src/records/sessions.ts';
import { cardData, sessionData } from '../worker/records.ts';
import type { Chance } from './random.ts';

export interface Device {
  name: string;
  home: string;
  /** Milliseconds that its clock is off. */
  clockOff: number;
}

/** Each edit leaves a mark of its own, and knows which mark it wrote over. */
export interface Edit {
  record: string;
  mark: string;
  over: string | null;
}

const RECORDS = 6;
export const PLAN = 'french-b1';

/** A few edits of cards, sessions and the plan, by the device's own clock. */
export async function editAtRandom(
  device: Device,
  chance: Chance,
  next: () => number,
): Promise<Edit[]> {
  const now = () => Date.now() + device.clockOff;
  const warn = (text: string) => {
    throw new Error(text);
  };
  const home = await openHome(device.home, { env: {} as NodeJS.ProcessEnv, now, warn });
  const edits: Edit[] = [];
  try {
    for (let i = chance.below(3) + 1; i > 0; i--) {
      const mark = `mark-${next()}-${device.name}`;
      const id = `r${chance.below(RECORDS)}`;
      const [record, over] = chance.pick([editCard, editSession, editPlan])(mark, id);
      edits.push({ record, mark, over });
    }
    scanPlans(home);
  } finally {
    home.db.close();
  }
  return edits;

  function editCard(mark: string, id: string): [string, string | null] {
    const row = home.db.prepare('SELECT answer FROM cards WHERE id = ?').get(id);
    change(home.db, now(), () => writeCard(home.db, id, cardData({ plan_id: PLAN, answer: mark })));
    return [`cards ${id}`, markIn(row?.['answer'])];
  }

  function editSession(mark: string, id: string): [string, string | null] {
    const row = home.db.prepare('SELECT notes FROM sessions WHERE id = ?').get(id);
    change(home.db, now(), () =>
      writeSession(home.db, id, sessionData({ plan_id: PLAN, notes: mark })),
    );
    return [`sessions ${id}`, markIn(row?.['notes'])];
  }

  /** Each device writes into a line of its own, so that all lines have to survive. */
  function editPlan(mark: string): [string, string | null] {
    const path = join(device.home, 'plans', `${PLAN}.md`);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : plan;
    const line = new RegExp(`^${device.name}: .*$`, 'm');
    const over = markIn(line.exec(text)?.[0]);
    writeFileSync(path, text.replace(line, `${device.name}: ${mark}`));
    return [`plans ${device.name}`, over];
  }
}

const markIn = (text: unknown) =>
  typeof text === 'string' ? (/mark-\d+-\w+/.exec(text)?.[0] ?? null) : null;

/** Lines far enough apart that they never touch. */
export const plan = `---
id: ${PLAN}
title: French B1
created: 2024-01-15T10:00:00Z
status: in-progress
---

# French B1

laptop: nothing yet

Between.

desktop: nothing yet

Between.

phone: nothing yet

## Chunk 1: Greetings {#chunk-001}
**Duration**: 1 hour
**Status**: not-started
`;
