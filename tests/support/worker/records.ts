/** Records as tests need them: valid, small, one field changed at a time. */

import type { Delta } from '../../../src/lib/wire/deltas.ts';
import type { CardData, PlanData, ReviewData, SessionData } from '../../../src/lib/wire/records.ts';

export function sessionData(overrides: Partial<SessionData> = {}): SessionData {
  return {
    plan_id: 'rust',
    chunk_id: null,
    started_at: Date.UTC(2026, 10, 20, 18),
    ended_at: Date.UTC(2026, 10, 20, 18, 45),
    minutes: 45,
    utc_offset_minutes: 60,
    day: '2026-11-20',
    notes: null,
    artifacts: [],
    cards_created: 0,
    created_at: Date.UTC(2026, 10, 20, 18),
    ...overrides,
  };
}

export function cardData(overrides: Partial<CardData> = {}): CardData {
  return {
    plan_id: 'rust',
    chunk_id: null,
    question: 'What owns a value?',
    answer: 'One variable.',
    tags: ['ownership'],
    created_at: Date.UTC(2026, 10, 1),
    ease_factor: 2.5,
    interval_days: 1,
    repetitions: 0,
    next_review: '2026-11-21',
    last_review: null,
    ...overrides,
  };
}

export function reviewData(overrides: Partial<ReviewData> = {}): ReviewData {
  return {
    card_id: 'c1',
    plan_id: 'rust',
    rating: 3,
    reviewed_at: Date.UTC(2026, 10, 21, 8),
    utc_offset_minutes: 60,
    day: '2026-11-21',
    before: {
      ease_factor: 2.5,
      interval_days: 1,
      repetitions: 0,
      next_review: '2026-11-21',
      last_review: null,
    },
    ...overrides,
  };
}

export function planData(overrides: Partial<PlanData> = {}): PlanData {
  return {
    title: 'Rust',
    status: 'in-progress',
    tags: [],
    total_hours: 50,
    created_at: Date.UTC(2026, 0, 1),
    chunks_total: 10,
    chunks_completed: 3,
    content: '---\nid: rust\ntitle: Rust\n---\n',
    ...overrides,
  };
}

/** An edit of a session, at `updatedAt`, by a device that knows everything up to `base`. */
export function sessionEdit(
  id: string,
  updatedAt: number,
  overrides: Partial<SessionData> = {},
  base = 0,
): Delta<'sessions'> {
  return { action: 'update', id, updated_at: updatedAt, base, data: sessionData(overrides) };
}

export function cardEdit(
  id: string,
  updatedAt: number,
  overrides: Partial<CardData> = {},
  base = 0,
): Delta<'cards'> {
  return { action: 'update', id, updated_at: updatedAt, base, data: cardData(overrides) };
}

export function reviewEdit(
  id: string,
  updatedAt: number,
  overrides: Partial<ReviewData> = {},
  base = 0,
): Delta<'reviews'> {
  return { action: 'create', id, updated_at: updatedAt, base, data: reviewData(overrides) };
}
