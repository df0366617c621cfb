import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeRecord, units } from '../../src/lib/records/merge-record.ts';
import { CardData, SessionData } from '../../src/lib/wire/records.ts';

const schemas = { cards: CardData, sessions: SessionData };

test.each(['cards', 'sessions'] as const)('each field of %s is in one unit', (kind) => {
  const fields = Object.values<readonly string[]>(units[kind]).flat();
  expect(fields.toSorted()).toEqual(Object.keys(schemas[kind].shape).toSorted());
});

const card: CardData = {
  ...{ plan_id: 'french', chunk_id: 'chunk-001', question: 'Good evning', answer: 'Bonsoir' },
  ...{ tags: [], created_at: 1, ease_factor: 2.5, interval_days: 1, repetitions: 0 },
  ...{ next_review: '2026-01-02', last_review: null },
};
const session: SessionData = {
  ...{ plan_id: 'french', chunk_id: null, started_at: 0, ended_at: 60_000, minutes: 1 },
  ...{ utc_offset_minutes: 0, day: '1970-01-01', notes: null, artifacts: [] },
  ...{ cards_created: 0, created_at: 0 },
};

test('a typo that one mended and a rating that the other gave are both there', () => {
  const mended = { ...card, question: 'Good evening' };
  const rated = { ...card, interval_days: 6, repetitions: 1, next_review: '2026-01-08' };
  expect(mergeRecord('cards', card, mended, rated, 'theirs')).toEqual({
    data: { ...rated, question: 'Good evening' },
    conflicts: [],
  });
});

test('a card that both rated has the winner’s schedule, and no conflict', () => {
  const [ours, theirs] = [
    { ...card, interval_days: 6 },
    { ...card, ease_factor: 2.1 },
  ];
  expect(mergeRecord('cards', card, ours, theirs)).toEqual({ data: ours, conflicts: [] });
});

test('a note that one wrote and times that the other set are both there, the times with their day', () => {
  const noted = { ...session, notes: 'Greetings' };
  const moved = { ...session, started_at: 86_400_000, ended_at: 86_460_000, day: '1970-01-02' };
  expect(mergeRecord('sessions', session, noted, moved)).toEqual({
    data: { ...moved, notes: 'Greetings' },
    conflicts: [],
  });
});

test('a start and an end that two set are not mixed: the winner’s times stand, the others are named', () => {
  const ours = { ...session, started_at: 30_000 };
  const theirs = { ...session, ended_at: 120_000, minutes: 2 };
  const { data, conflicts } = mergeRecord('sessions', session, ours, theirs);
  expect(data).toEqual(ours);
  expect(conflicts).toMatchObject([
    { where: 'times', ours: { started_at: 30_000 }, theirs: { minutes: 2 } },
  ]);
});

/** Values that each unit may have: few, so that both sides choose alike now and then. */
type Choice = Record<string, number>;
const kinds = { cards: card, sessions: session };
const choices = (kind: keyof typeof kinds): fc.Arbitrary<Choice> =>
  fc.record(Object.fromEntries(Object.keys(units[kind]).map((unit) => [unit, fc.nat(2)])));

/** The record in which each field of a unit says what was chosen; what it says does not matter to a merge. */
function made<Kind extends keyof typeof kinds>(kind: Kind, choice: Choice): (typeof kinds)[Kind] {
  const fields = Object.entries<readonly string[]>(units[kind]).flatMap(([unit, names]) =>
    names.map((name) => [name, choice[unit]]),
  );
  return Object.fromEntries(fields);
}

describe.each(['cards', 'sessions'] as const)('random changes of %s', (kind) => {
  const sides = fc.tuple(choices(kind), choices(kind), choices(kind));
  const wins = fc.constantFrom('ours' as const, 'theirs' as const);

  test('each unit is whose changed it, and only what both set to different values is named', () => {
    fc.assert(
      fc.property(sides, wins, ([base, ours, theirs], wins) => {
        const winner = wins === 'ours' ? ours : theirs;
        const expected: Choice = {};
        const named: string[] = [];
        for (const unit of Object.keys(base)) {
          const changed = new Set([ours[unit], theirs[unit]]);
          changed.delete(base[unit]);
          if (changed.size === 2 && unit !== 'schedule') named.push(unit);
          expected[unit] =
            (changed.size === 2 ? winner[unit] : ([...changed][0] ?? base[unit])) ?? 0;
        }
        const merged = mergeRecord(
          kind,
          made(kind, base),
          made(kind, ours),
          made(kind, theirs),
          wins,
        );
        expect(merged.data).toEqual(made(kind, expected));
        expect(merged.conflicts.map(({ where }) => where)).toEqual(named);
      }),
    );
  });

  test('both devices come to the same, and who changed nothing gets the other side', () => {
    fc.assert(
      fc.property(sides, ([one, two, three]) => {
        const [base, ours, theirs] = [made(kind, one), made(kind, two), made(kind, three)];
        const here = mergeRecord(kind, base, ours, theirs, 'ours');
        const there = mergeRecord(kind, base, theirs, ours, 'theirs');
        expect(there.data).toEqual(here.data);
        expect(there.conflicts).toEqual(
          here.conflicts.map(({ ours, theirs, ...rest }) => ({
            ...rest,
            ours: theirs,
            theirs: ours,
          })),
        );
        for (const side of ['ours', 'theirs'] as const) {
          expect(mergeRecord(kind, base, ours, base, side)).toEqual({ data: ours, conflicts: [] });
          expect(mergeRecord(kind, base, ours, ours, side)).toEqual({ data: ours, conflicts: [] });
        }
      }),
    );
  });

  test('without a known past, all that differs is named, but for a schedule', () => {
    fc.assert(
      fc.property(sides, ([, ours, theirs]) => {
        const { data, conflicts } = mergeRecord(kind, null, made(kind, ours), made(kind, theirs));
        expect(data).toEqual(made(kind, ours));
        expect(conflicts.map(({ where }) => where)).toEqual(
          Object.keys(ours).filter((unit) => unit !== 'schedule' && ours[unit] !== theirs[unit]),
        );
      }),
    );
  });
});
