import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentsText } from '../../src/lib/backups/contents-text.ts';
import { contentsHeader, contentsIn } from '../../src/lib/backups/headers.ts';
import { isoWeekOf } from '../../src/lib/backups/iso-week.ts';
import { outdated } from '../../src/lib/backups/retention.ts';
import { bytesText } from '../../src/lib/text/format.ts';
import { addDays } from '../../src/lib/time/days.ts';
import { BackupId } from '../../src/lib/wire/backups.ts';
import { digestHeader, digestIn } from '../../src/lib/wire/digest-field.ts';

const dailyIds = (count: number) =>
  Array.from({ length: count }, (_, i) => `daily/${addDays('2025-12-25', i)}`);
const weeklyIds = (count: number) =>
  Array.from({ length: count }, (_, i) => `weekly/${isoWeekOf(addDays('2025-11-20', 7 * i))}`);

test('of many, the newest 14 days and 8 weeks stay, in whatever order they come', () => {
  const all = fc.tuple(fc.nat(40), fc.nat(20)).chain(([days, weeks]) =>
    fc.shuffledSubarray([...dailyIds(days), ...weeklyIds(weeks)], {
      minLength: days + weeks,
    }),
  );
  fc.assert(
    fc.property(all, (ids) => {
      const gone = new Set(outdated(ids));
      for (const [kind, most] of [
        ['daily', 14],
        ['weekly', 8],
      ] as const) {
        const those = ids.filter((id) => id.startsWith(kind)).sort();
        const kept = those.filter((id) => !gone.has(id));
        expect(kept).toEqual(those.slice(-most));
      }
    }),
  );
});

test.each([
  'daily/2026-02-30',
  'daily/2026-1-1',
  'weekly/2025-W53',
  'weekly/2026-01-27',
  'daily/../../eve/daily/2026-01-27',
  'eve/daily/2026-01-27',
  '/daily/2026-01-27',
  'daily/2026-01-27/',
  'daily/2026-01-27\n',
  'exports/plans.md',
  '',
])('%j is no id', (id) => {
  expect(BackupId.safeParse(id).success).toBe(false);
});

test('a digest is read as RFC 9530 writes it, among others', () => {
  const digest = 'X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=';
  expect(digestIn(digestHeader(digest))).toBe(digest);
  expect(digestIn(`sha-512=:AAAA:, sha-256=:${digest}:`)).toBe(digest);
  for (const other of [null, '', digest, `sha-256=${digest}`, 'sha-256=:AAAA:', 'sha-512=:AAAA:'])
    expect(digestIn(other)).toBeNull();
});

test('what a backup holds goes into a header and out of it', () => {
  const count = fc.nat(999_999_999);
  fc.assert(
    fc.property(
      fc.record({
        contents: fc.record({ plans: count, sessions: count, cards: count, reviews: count }),
        encrypted: fc.boolean(),
      }),
      (described) => {
        expect(contentsIn(contentsHeader(described))).toEqual(described);
      },
    ),
  );
  expect(contentsIn('plans=-1, sessions=2, cards=3, reviews=4')).toBeNull();
  for (const other of [null, '', 'encrypted', 'plans', 'plans=x', 'plans=1;sessions=2', 'boats=1'])
    expect(contentsIn(other), String(other)).toBeNull();
});

test('an older or newer Samedi counts fewer or more kinds, and what both know is read', () => {
  const older = { contents: { plans: 1, sessions: 2, cards: 3 }, encrypted: true };
  expect(contentsIn('plans=1, sessions=2, cards=3, encrypted')).toEqual(older);
  expect(contentsIn('plans=1, sessions=2, boats=9, cards=3, encrypted')).toEqual(older);
  expect(contentsHeader(older)).toBe('plans=1, sessions=2, cards=3, encrypted');
  expect(contentsText(older.contents)).toBe('1 plan, 2 sessions, 3 cards');
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1,023 bytes'],
  [1024, '1 KiB'],
  [1536, '1.5 KiB'],
  [95 * 1_048_576, '95 MiB'],
  [1_048_575, '1 MiB'],
  [1_073_741_824, '1 GiB'],
  [3 * 1_073_741_824 * 1024, '3,072 GiB'],
])('%i bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
