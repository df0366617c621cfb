import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planData as planFileData } from '../../src/lib/plan/data.ts';
import { recordSchemas } from '../../src/lib/wire/records.ts';
import {
  contentsText,
  digestOf,
  type NamedVersion,
  nameIn,
  PAST_KEPT,
  Past,
  pastOf,
  VersionName,
  versionText,
} from '../../src/lib/wire/versions.ts';
import { FRENCH } from '../support/cli/first-version-home.ts';
import { cardData, reviewData, sessionData } from '../support/worker/records.ts';

/** The same, its fields the other way round at every depth. */
function turned(data: object): object {
  const entries = Object.entries(data).map(([name, value]) => {
    const nested = value !== null && typeof value === 'object' && !Array.isArray(value);
    return [name, nested ? turned(value) : value];
  });
  return Object.fromEntries(entries.toReversed());
}

const session = {
  plan_id: 'french-b1',
  chunk_id: null,
  started_at: 1_769_500_000_000,
  ended_at: 1_769_503_600_000,
  minutes: 60,
  utc_offset_minutes: 60,
  day: '2026-01-27',
  notes: 'Greetings',
  artifacts: [],
  cards_created: 0,
  created_at: 1_769_500_000_000,
};

const version = {
  kind: 'sessions',
  id: 's1',
  updated_at: 5,
  device: 'laptop',
  data: session,
} as const;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const name = (one: NamedVersion) =>
  nameIn(sha256(versionText(one, contentsText(one.kind, one.data))));

describe('a version’s name', () => {
  it('is a number that JSON and SQLite hold exactly', () => {
    expect(VersionName.safeParse(name(version)).success).toBe(true);
    expect(VersionName.safeParse(nameIn('f'.repeat(64))).success).toBe(true);
  });

  it('does not depend on the order in which the fields were written', () => {
    const turned = Object.fromEntries(Object.entries(session).toReversed());
    expect(name({ ...version, data: turned })).toBe(name(version));
  });

  it.each([
    ['plans', planFileData(FRENCH)],
    ['sessions', sessionData()],
    ['cards', cardData()],
    ['reviews', reviewData()],
  ] as const)('covers all that a record of %s holds, as its schema has it', (kind, data) => {
    const parsed = recordSchemas[kind].data.parse(turned(data));
    expect(contentsText(kind, turned(data))).toBe(JSON.stringify(parsed));
  });

  it.each([
    ['another kind', { kind: 'cards' as const }],
    ['another record', { id: 's2' }],
    ['another time', { updated_at: 6 }],
    ['another author', { device: 'phone' }],
    ['other contents', { data: { ...session, notes: 'Numbers' } }],
    ['a deletion', { data: null }],
  ])('tells %s apart', (_, change) => {
    expect(name({ ...version, ...change })).not.toBe(name(version));
  });

  it('holds what is nested, too', () => {
    const before = {
      ease_factor: 2.5,
      interval_days: 1,
      repetitions: 0,
      next_review: '2026-01-27',
      last_review: null,
    };
    const review = { kind: 'reviews' as const, id: 'r1', updated_at: 5, device: 'laptop' };
    const data = { card_id: 'c1', rating: 3, before };
    const other = { ...data, before: { ...before, interval_days: 6 } };
    expect(name({ ...review, data })).not.toBe(name({ ...review, data: other }));
  });
});

describe('a past', () => {
  const parent = fc.record({
    version: fc.nat(50),
    past: fc.array(fc.nat(50), { maxLength: PAST_KEPT }),
  });

  it('begins with the parents, names each version once, and is no longer than what travels', () => {
    fc.assert(
      fc.property(fc.array(parent, { minLength: 1, maxLength: 2 }), (parents) => {
        const past = pastOf(...parents);
        const named = [...new Set(parents.map(({ version }) => version))];
        expect(past.slice(0, named.length)).toEqual(named);
        expect(new Set(past).size).toBe(past.length);
        expect(Past.safeParse(past).success).toBe(true);
      }),
    );
  });

  it('keeps the nearest of both parents where not all fits', () => {
    const long = (from: number) => Array.from({ length: PAST_KEPT }, (_, i) => from + i);
    const past = pastOf({ version: 1, past: long(100) }, { version: 2, past: long(200) });
    expect(past).toEqual([1, 2, 100, 200, 101, 201, 102, 202, 103, 203, 104, 204]);
  });
});

describe('a digest of versions', () => {
  const names = fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 52 - 1 }));

  it('does not depend on their order, and one more moves it by that one', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 0, max: 2 ** 52 - 1 }), (some, more) => {
        const digest = digestOf(some);
        expect(digestOf(some.toReversed())).toBe(digest);
        expect(digestOf([...some, more])).toBe(Number((BigInt(digest) + BigInt(more)) % 2n ** 52n));
      }),
    );
  });
});
