import { expect, test } from 'vitest';
import {
  countText,
  dateText,
  minutesText,
  momentText,
  monthText,
  relativeDayText,
  timeOfDayText,
  withinSentence,
} from '../../src/lib/text/format.ts';

test.each([
  [0, '0 min'],
  [45, '45 min'],
  [60, '1 h'],
  [90, '1 h 30 min'],
  [5_999, '99 h 59 min'],
  [6_000, '100 h'],
  [168_005, '2,800 h'],
  [60_000_000, '1,000,000 h'],
])('%i minutes are %s', (minutes, text) => {
  expect(minutesText(minutes)).toBe(text);
});

// 2026-01-08 is a Thursday.
test.each([
  ['2026-01-08', 'Today'],
  ['2026-01-09', 'Tomorrow'],
  ['2026-01-07', 'Yesterday'],
  ['2026-01-06', 'Tuesday'],
  ['2026-01-02', 'Friday'],
  ['2026-01-01', '1 January'],
  ['2025-12-31', '31 December 2025'],
  ['2026-01-10', '10 January'],
])('%s, seen on 8 January 2026, is %s', (day, text) => {
  expect(relativeDayText(day, '2026-01-08')).toBe(text);
});

test('a time is shown as clocks showed it where the learner was', () => {
  const ms = Date.UTC(2026, 0, 7, 23, 40);
  expect(timeOfDayText(ms, 60)).toBe('00:40');
  expect(timeOfDayText(ms, -480)).toBe('15:40');
  expect(momentText(ms, 60, '2026-01-08')).toBe('Today at 00:40');
});

test.each([
  [0, '0 days'],
  [1, '1 day'],
  [12, '12 days'],
  [1_234, '1,234 days'],
])('%i days', (count, text) => {
  expect(countText(count, 'day')).toBe(text);
});

test('dates and months are spelled out', () => {
  expect(countText(2, 'entry', 'entries')).toBe('2 entries');
  expect(dateText('2025-11-03')).toBe('3 November 2025');
  expect(monthText('2025-11-03')).toBe('November 2025');
});

test.each([
  ['Today at 18:40', 'today at 18:40'],
  ['Tomorrow', 'tomorrow'],
  ['Monday at 8:30', 'Monday at 8:30'],
  ['3 November', '3 November'],
])('%s is %s within a sentence', (text, within) => {
  expect(withinSentence(text)).toBe(within);
});
