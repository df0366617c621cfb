import { describe, expect, test } from 'vitest';
import { makeDemoHome } from '../../scripts/demo/demo-home.ts';
import { parsePlan } from '../../src/lib/plan/plan-file.ts';
import { scheduleFrom } from '../../src/lib/reviews/log.ts';
import { reviewStats } from '../../src/lib/reviews/stats.ts';
import { addDays, dayAt, dayIn, daysBetween } from '../../src/lib/time/days.ts';
import { streaks } from '../../src/lib/views/streaks.ts';
import { CardData, PlanData, ReviewData, SessionData } from '../../src/lib/wire/records.ts';
import { PlanId, RecordId } from '../../src/lib/wire/values.ts';

// New Year, the leap day, both changes of the clock, and an ordinary day.
describe.each(['2026-01-01', '2028-02-29', '2026-03-29', '2026-10-26', '2026-11-22'])(
  'made on %s',
  (today) => {
    const { learner, plans, sessions, cards } = makeDemoHome({ today, seed: 1 });

    test('every record is one that the server takes', () => {
      for (const { id, data } of plans)
        expect([PlanId.parse(id), PlanData.parse(data)]).toEqual([id, data]);
      for (const { id, data } of sessions)
        expect([RecordId.parse(id), SessionData.parse(data)]).toEqual([id, data]);
      for (const { id, data } of cards)
        expect([RecordId.parse(id), CardData.parse(data)]).toEqual([id, data]);
      for (const records of [plans, sessions, cards]) {
        expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
      }
    });

    test('has a log of reviews, which its cards follow from', () => {
      const all = cards.flatMap(({ reviews }) => reviews);
      for (const { id, data } of all)
        expect([RecordId.parse(id), ReviewData.parse(data)]).toEqual([id, data]);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      for (const { data, reviews } of cards) {
        const log = reviews.map((review) => ({ id: review.id, ...review.data }));
        expect(data).toEqual({ ...data, ...scheduleFrom(log) });
      }
      const { total, retention } = reviewStats(
        all.map(({ data }) => ({ day: data.day, reviews: 1, passed: Number(data.rating >= 3) })),
        { from: addDays(today, -30), to: today },
      );
      expect(total).toBeGreaterThan(300);
      expect(retention).toBeGreaterThan(0.55);
      expect(retention).toBeLessThan(0.8);
    });

    test('has four plans at different progress', () => {
      const progress = plans.map(({ id, data }) => [
        id,
        data.status,
        data.chunks_completed,
        data.chunks_total,
      ]);
      expect(progress).toEqual([
        ['linear-algebra', 'completed', 12, 12],
        ['french-b1', 'in-progress', 11, 18],
        ['rust-async', 'in-progress', 6, 14],
        ['piano', 'in-progress', 2, 15],
      ]);
    });

    test('has about 14 months and 400 hours of sessions, on the days where the learner was, none of them at once', () => {
      const hours = sessions.reduce((sum, { data }) => sum + (data.minutes ?? 0), 0) / 60;
      expect(hours).toBeGreaterThan(330);
      expect(hours).toBeLessThan(470);
      expect(daysBetween(sessions[0]?.data.day ?? '', today)).toBe(425);
      let free = 0;
      for (const { data } of sessions) {
        expect(data.started_at).toBeGreaterThanOrEqual(free);
        free = data.ended_at ?? Number.POSITIVE_INFINITY;
        expect(data.day).toBe(dayAt(data.started_at, data.utc_offset_minutes));
        expect(data.day).toBe(dayIn(data.started_at, learner.timeZone));
        expect(data.day).toBe(dayAt(free, data.utc_offset_minutes));
      }
      expect(sessions.filter(({ data }) => data.notes !== null).length).toBeGreaterThan(50);
      expect(sessions.filter(({ data }) => data.artifacts.length > 0).length).toBeGreaterThan(5);
    });

    test('its streak is 12 days and open today, its longest 41', () => {
      const days = sessions.map(({ data }) => data.day);
      expect(streaks(days, today)).toEqual({
        current: 12,
        longest: 41,
        activeToday: false,
        lastDay: addDays(today, -1),
      });
    });

    test('every plan was learned, in chunks that it has, and its time fits its progress', () => {
      for (const { id, data } of plans) {
        const ids = parsePlan(data.content).chunks.map((chunk) => chunk.id);
        const own = sessions.filter((session) => session.data.plan_id === id);
        expect(own.length).toBeGreaterThan(8);
        for (const { data: session } of own) expect(ids).toContain(session.chunk_id);
      }
    });

    test('has about 400 cards: 15 due today, new, young and mature ones, each counted by its session', () => {
      expect(cards.length).toBeGreaterThan(380);
      expect(cards.length).toBeLessThan(450);
      expect(cards.filter(({ data }) => data.next_review <= today)).toHaveLength(15);
      expect(cards.filter(({ data }) => data.repetitions === 0).length).toBeGreaterThan(5);
      expect(cards.filter(({ data }) => data.interval_days >= 21).length).toBeGreaterThan(100);
      expect(sessions.reduce((sum, { data }) => sum + data.cards_created, 0)).toBe(cards.length);
      for (const { data } of cards) {
        expect(data.question.length * data.answer.length).toBeGreaterThan(0);
        if (data.last_review === null) continue;
        expect(data.last_review < today).toBe(true);
        expect(data.next_review).toBe(addDays(data.last_review, data.interval_days));
      }
    });
  },
);

test('the same day and seed give the same home, another seed another', () => {
  const home = makeDemoHome({ today: '2026-11-22', seed: 7 });
  expect(makeDemoHome({ today: '2026-11-22', seed: 7 })).toEqual(home);
  expect(makeDemoHome({ today: '2026-11-22', seed: 8 })).not.toEqual(home);
});
