import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ReviewStats } from '../../src/lib/reviews/stats.ts';
import { countText, minutesText, numberText, weekdayName } from '../../src/lib/text/format.ts';
import { addDays, dayIn } from '../../src/lib/time/days.ts';
import type { Breakdown } from '../../src/lib/views/stats/breakdown.ts';
import { lengthText } from '../../src/lib/views/stats/words.ts';
import { anyEmail, samedi, samediJson, signedInHome } from '../support/cli/homes.ts';
import { temporaryHome } from '../support/cli.ts';

const url = inject('url');

interface Numbers {
  day: string;
  total: { minutes: number; sessions: number };
  streaks: { current: number; longest: number; active_today: boolean; last_day: string };
  week: { minutes: number; days: { day: string; minutes: number }[] };
  cards: { due: number; all: number };
  range: Breakdown & { reviews: ReviewStats };
}

/** Where it is about noon: no test of a few seconds sees the day end. */
function zoneAtNoon(): string {
  const offset = 12 - new Date().getUTCHours();
  return offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

/** Signs a home in whose days begin at four, with sessions at the edges of days, weeks and hours; gives its token. */
async function fill(home: string): Promise<string> {
  await signedInHome(url, anyEmail(), home);
  const zone = zoneAtNoon();
  const config = (key: string, value: string) => samedi(home, ['config', 'set', key, value]);
  await config('user.timezone', zone);
  await config('learning.day_starts_at', '04:00');
  await config('learning.week_starts_on', 'sunday');
  for (const title of ['Rust', 'Piano']) await samedi(home, ['plan', 'new', title]);
  const today = dayIn(Date.now(), zone);
  const add = (plan: string, daysAgo: number, time: string, length: string) =>
    samedi(home, [
      ...['session', 'add', plan, '--from', `${addDays(today, -daysAgo)} ${time}`],
      ...['--for', length],
    ]);
  await add('rust', 0, '03:59', '17m'); // yesterday's
  await add('rust', 0, '04:00', '1h13');
  await add('piano', 2, '23:50', '45m'); // over midnight
  await add('piano', 3, '09:10', '2h50');
  await add('rust', 4, '18:00', '1m');
  for (const daysAgo of [20, 75, 200, 700]) await add('rust', daysAgo, '07:30', '33m');
  for (const [question, rating] of [
    ['owner', '3'],
    ['borrow', '1'],
    ['trait', '4'],
  ] as const) {
    const { id } = await samediJson<{ id: string }>(home, ['card', 'add', 'rust', question, 'a']);
    await samedi(home, ['card', 'rate', id, rating]);
  }
  await samedi(home, ['sync']);
  return JSON.parse(readFileSync(join(home, 'auth.json'), 'utf8')).token;
}

async function page(path: string, token: string): Promise<string> {
  const response = await fetch(`${url}${path}`, { headers: { cookie: `samedi=${token}` } });
  expect(response.status, path).toBe(200);
  return (await response.text()).replace(/&#39;/g, "'");
}

const words = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,])/g, '$1')
    .trim();

/** The rows of the table with this caption, cell by cell as text. */
function tableOf(html: string, caption: string): string[][] {
  const tables = html.match(/<table[\s\S]*?<\/table>/g) ?? [];
  const found = tables.find(
    (table) => words(/<caption[\s\S]*?<\/caption>/.exec(table)?.[0] ?? '') === caption,
  );
  const rows = found?.match(/<tr[\s\S]*?<\/tr>/g) ?? [];
  return rows.map((row) =>
    (row.match(/<t[hd][\s\S]*?<\/t[hd]>/g) ?? []).map(words).filter((cell) => cell !== ''),
  );
}

describe('terminal, API and page say the same of one home, to the minute', () => {
  let home = '';
  let token = '';
  let remove = async () => {};
  beforeAll(async () => {
    ({ home, remove } = await temporaryHome());
    token = await fill(home);
  });
  afterAll(() => remove());

  const api = async (range: string): Promise<Numbers> => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/api/stats?range=${range}`, { headers });
    return JSON.parse(await response.text());
  };
  const cli = (range: string) => samediJson<Numbers>(home, ['stats', '--range', range]);

  test.each(['today', 'week', '30d', '12w', '12m', 'all'])('of the range %s', async (range) => {
    const here = await cli(range);
    const there = await api(range);
    expect(there.day).toBe(here.day);
    expect(there.total).toEqual(here.total);
    expect(there.streaks).toEqual(here.streaks);
    expect(there.week).toEqual(here.week);
    expect(there.cards).toEqual(here.cards);
    expect(there.range).toEqual(here.range);

    const html = await page(`/stats?range=${range}`, token);
    const numbers = here.range;
    expect(words(html)).toContain(
      `${minutesText(numbers.minutes)} in ${countText(numbers.sessions, 'session')}`,
    );
    expect(words(html)).toContain(`${countText(numbers.active_days, 'day')} with a session`);
    expect(numbers.reviews).toMatchObject({ total: 3, passed: 2, retention: 2 / 3 });
    expect(words(html)).toContain('67 % remembered: 2 of 3 reviews');
    expect(tableOf(html, 'Time by plan')).toEqual(
      numbers.plans.map(({ id, minutes }) => [
        { rust: 'Rust', piano: 'Piano' }[id],
        minutesText(minutes),
      ]),
    );
    expect(tableOf(html, 'Time by weekday')).toEqual(
      numbers.weekdays.map(({ weekday, minutes }) => [weekdayName(weekday), minutesText(minutes)]),
    );
    expect(tableOf(html, 'Minutes by hour of the day').slice(1)).toEqual(
      numbers.hours.map((minutes) => [
        expect.stringMatching(/^\d\d:00 to \d\d:00$/),
        minutesText(minutes),
      ]),
    );
    expect(tableOf(html, 'Sessions by length')).toEqual(
      numbers.lengths.map((each) => [lengthText(each), numberText(each.sessions)]),
    );
  });

  test('and the dashboard has the total, the streak and the week of it', async () => {
    const { total, streaks, week } = await cli('all');
    expect(streaks).toMatchObject({ current: 5, longest: 5, active_today: true });
    expect(total).toEqual({ minutes: 17 + 73 + 45 + 170 + 1 + 4 * 33, sessions: 9 });
    const text = words(await page('/', token));
    expect(text).toContain(`${minutesText(total.minutes)} in all, in 9 sessions`);
    expect(text).toContain('5 days in a row. The longest so far.');
    expect(text).toContain(`${minutesText(week.minutes)} this week`);
  });

  test('days begin where the learner says: what ended the night counts for the day before', async () => {
    const { day, range } = await cli('30d');
    expect(range.days.slice(-2)).toEqual([
      { day: addDays(day, -1), minutes: 17, sessions: 1 },
      { day, minutes: 73, sessions: 1 },
    ]);
  });
});
