/** Records as tests need them: valid, small, one field changed at a time. */

import type { Delta } from '../../../src/lib/wire/deltas.ts';
import type { Kind } from '../../../src/lib/wire/kinds.ts';

import type { CardData, PlanData, ReviewData, SessionData } from '../../../src/lib/wire/records.ts';
import { type Parent, version } from '../versions.ts';

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

export function sessionEdit(
  id: string,
  updatedAt: number,
  overrides: Partial<SessionData> = {},
  ...parents: Parent[]
): Delta<'sessions'> {
  const data = sessionData(overrides);
  return { action: 'update', ...version('sessions', id, updatedAt, data, parents), data };
}

export function cardEdit(
  id: string,
  updatedAt: number,
  overrides: Partial<CardData> = {},
  ...parents: Parent[]
): Delta<'cards'> {
  const data = cardData(overrides);
  return { action: 'update', ...version('cards', id, updatedAt, data, parents), data };
}

export function reviewEdit(
  id: string,
  updatedAt: number,
  overrides: Partial<ReviewData> = {},
): Delta<'reviews'> {
  const data = reviewData(overrides);
  return { action: 'create', ...version('reviews', id, updatedAt, data, []), data };
}

export function planEdit(
  id: string,
  updatedAt: number,
  overrides: Partial<PlanData> = {},
  ...parents: Parent[]
): Delta<'plans'> {
  const data = planData(overrides);
  return { action: 'create', ...version('plans', id, updatedAt, data, parents), data };
}

/** `by` names the device in the version, as contents do where there are some. */
export function deletion(
  kind: Kind,
  id: string,
  updatedAt: number,
  { by = 'laptop', knowing = [] }: { by?: string; knowing?: Parent[] } = {},
) {
  return { action: 'delete' as const, ...version(kind, id, updatedAt, null, knowing, by) };
}
