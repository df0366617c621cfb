import { expect, test } from 'vitest';
import { todaysName, zoneGroups } from '../../src/lib/time/time-zones.ts';

const idsOf = (current: string) =>
  zoneGroups(current).flatMap(({ zones }) => zones.map(({ id }) => id));

test('zones go by the names that their places have today', () => {
  const ids = idsOf('UTC');
  expect(ids).toContain('Europe/Kyiv');
  expect(ids).toContain('Asia/Kolkata');
  for (const old of ['Europe/Kiev', 'Asia/Calcutta', 'Asia/Saigon']) expect(ids).not.toContain(old);
});

test('a zone under its older name is listed once, and keeps its rules', () => {
  expect(idsOf('Europe/Kiev')).toEqual(idsOf('UTC'));
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const canonical = (timeZone: string) =>
      new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
    expect(canonical(todaysName(zone))).toBe(canonical(zone));
  }
});
