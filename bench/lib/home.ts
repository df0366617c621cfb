/** Homes for measuring, filled by the CLI's own code. */
import { openHome } from '../../cli/src/home/home.ts';
import { trackedChange } from '../../cli/src/home/tracking.ts';
import { writeCard } from '../../cli/src/records/card-rows.ts';
import { writeSession } from '../../cli/src/records/session-rows.ts';
import { addDays } from '../../src/lib/time/days.ts';
import type { CardData, SessionData } from '../../src/lib/wire/records.ts';

const TODAY = '2026-11-21';
const NOW = Date.UTC(2026, 10, 21, 9);
const PLANS = 4;

export interface Size {
  cards?: number;
  sessions?: number;
  /** Days over which the sessions spread, up to today. */
  days?: number;
}

/** Adds that many records to the home in `root`, or changes each of them where they are there already. */
export async function fillHome(root: string, size: Size, edition = 0): Promise<void> {
  const { cards = 0, sessions = 0, days = 1_000 } = size;
  const warn = (text: string) => {
    throw new Error(text);
  };
  const now = () => Date.now();
  const home = await openHome(root, { env: {} as NodeJS.ProcessEnv, now, warn });
  try {
    trackedChange(home.db, Date.now(), () => {
      for (let i = 0; i < cards; i++) writeCard(home.db, idOf('c', i), card(i, edition));
      for (let i = 0; i < sessions; i++) writeSession(home.db, idOf('s', i), session(i, days));
    });
  } finally {
    home.db.close();
  }
}

const idOf = (kind: string, i: number) =>
  `${kind === 'c' ? 'ca4d' : '5e55'}0000-0000-4000-8000-${String(i).padStart(12, '0')}`;

const planOf = (i: number) => `plan-${(i % PLANS) + 1}`;

function card(i: number, edition: number): CardData {
  return {
    plan_id: planOf(i),
    chunk_id: 'chunk-001',
    question: `Question ${i}, edition ${edition}: `.padEnd(80, 'what does this mean '),
    answer: `Answer ${i}: `.padEnd(80, 'it means what it says '),
    tags: ['a', 'b'],
    created_at: NOW - i * 60_000,
    ease_factor: 2.5,
    interval_days: i % 40,
    repetitions: i % 9,
    next_review: addDays(TODAY, (i % 60) - 5 + edition),
    last_review: i % 9 ? addDays(TODAY, -(i % 30)) : null,
  };
}

function session(i: number, days: number): SessionData {
  const day = addDays(TODAY, -(i % days));
  const started = Date.parse(`${day}T17:00:00Z`) + Math.floor(i / days) * 3_600_000;
  return {
    plan_id: planOf(i),
    chunk_id: 'chunk-001',
    started_at: started,
    ended_at: started + 45 * 60_000,
    minutes: 45,
    utc_offset_minutes: 60,
    day,
    notes: i % 3 === 0 ? 'A note on what was learned.' : null,
    artifacts: [],
    cards_created: 0,
    created_at: started,
  };
}
