/** Many records at once, written as sync stores them; the triggers keep the totals. */
import { env } from 'cloudflare:workers';
import type { CardData, PlanData, ReviewData, SessionData } from '../../../src/lib/wire/records.ts';
import { NOW } from './world.ts';

interface Records {
  plans?: Record<string, Partial<PlanData>>;
  sessions?: Record<string, Partial<SessionData>>;
  cards?: Record<string, Partial<CardData>>;
  reviews?: Record<string, Partial<ReviewData>>;
}

const plan: PlanData = {
  title: 'French B1 Mastery',
  status: 'in-progress',
  tags: ['french'],
  total_hours: 50,
  created_at: Date.UTC(2026, 0, 15),
  chunks_total: 10,
  chunks_completed: 4,
  content: '# French\n\n## Chunk 1: Basic Greetings {#chunk-001}\n**Duration**: 1 hour\n',
};

const session: SessionData = {
  plan_id: 'french',
  chunk_id: 'chunk-001',
  started_at: NOW - 3_600_000,
  ended_at: NOW,
  minutes: 60,
  utc_offset_minutes: 60,
  day: '2026-11-21',
  notes: null,
  artifacts: [],
  cards_created: 0,
  created_at: NOW,
};

const card: CardData = {
  plan_id: 'french',
  chunk_id: null,
  question: 'cat',
  answer: 'le chat',
  tags: [],
  created_at: NOW,
  ease_factor: 2.5,
  interval_days: 1,
  repetitions: 0,
  next_review: '2026-11-21',
  last_review: null,
};

const { ease_factor, interval_days, repetitions, next_review, last_review } = card;
const review: ReviewData = {
  card_id: 'c',
  plan_id: 'french',
  rating: 3,
  reviewed_at: NOW,
  utc_offset_minutes: 60,
  day: '2026-11-21',
  before: { ease_factor, interval_days, repetitions, next_review, last_review },
};

/** Stores records of a user, each with what it lacks filled in, and moves the head as a round of sync does. */
export async function addRecords(userId: string, records: Records): Promise<void> {
  const statements = [
    ...inserts('plans', records.plans, plan),
    ...inserts('sessions', records.sessions, session),
    ...inserts('cards', records.cards, card),
    ...inserts('reviews', records.reviews, review),
  ];
  await env.DB.batch([
    ...statements,
    env.DB.prepare('UPDATE users SET head = head + 1 WHERE id = ?1').bind(userId),
  ]);

  function inserts(table: string, byId: Record<string, object> = {}, base: object) {
    const rows = Object.entries(byId).map(([id, data]) => [id, { ...base, ...data }]);
    const batches = Array.from({ length: Math.ceil(rows.length / 2_000) }, (_, at) =>
      rows.slice(at * 2_000, (at + 1) * 2_000),
    );
    return batches.map((batch) =>
      env.DB.prepare(
        `INSERT INTO ${table} (user_id, id, data, updated_at, device_id, seq, version)
          SELECT ?1, value->>0, value->1, ?2, 'd1', 1, key FROM json_each(?3)`,
      ).bind(userId, NOW, JSON.stringify(batch)),
    );
  }
}
