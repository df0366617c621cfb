import { describe, expect, test } from 'vitest';
import { streakWords } from '../../src/lib/views/streak-words.ts';
import { streaks } from '../../src/lib/views/streaks.ts';

const TODAY = '2026-11-21';

/** The whole sentence of somebody who learned on those days. */
function said(days: string[], dayEndsAtMinutes = 0): string {
  const { figure, text, next } = streakWords(streaks(days, TODAY), dayEndsAtMinutes);
  return [figure.replaceAll('\u00a0', ' '), text, ...(next ? [next] : [])].join(' ');
}

describe('days in a row, in words', () => {
  test('a run with a day today', () => {
    expect(said(['2026-11-20', '2026-11-21'])).toBe('2 days in a row. The longest so far.');
    expect(said(['2026-11-01', '2026-11-02', '2026-11-21'])).toBe(
      '1 day in a row. The longest was 2.',
    );
  });

  test('a run that goes on until the day ends', () => {
    expect(said(['2026-11-20'])).toBe(
      '1 day in a row. The longest so far. Today still counts until midnight.',
    );
    expect(said(['2026-11-20'], 240)).toContain('Today still counts until 04:00.');
  });

  test('a run that has ended does not read as one that goes on', () => {
    const ended = said(['2026-11-07', '2026-11-08', '2026-11-09']);
    expect(ended).toBe('A new run begins with a session today. The longest was 3 days.');
    expect(ended).not.toContain('in a row');
  });

  test('nothing learned yet', () => {
    expect(said([])).toBe('A first run begins with a session today.');
  });
});
