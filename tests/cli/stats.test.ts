import { describe, expect, test } from 'vitest';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { change, errorOf, newHome, samedi, samediJson } from '../support/cli/homes.ts';

/** Noon in Paris on a day of January 2024; the home was last used on the 18th. */
const now = (day: number) => ({ SAMEDI_NOW: String(Date.UTC(2024, 0, day, 11)) });

async function homeWithPlan(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  return home;
}

const stats = (home: string, day: number, ...args: string[]) =>
  samediJson<Record<string, unknown>>(home, ['stats', ...args], now(day));

describe('stats', () => {
  test('adds up what is finished, by the days where the learner was', async () => {
    const home = await homeWithPlan();
    expect(await stats(home, 19)).toMatchObject({
      day: '2024-01-19',
      total: { minutes: 110, sessions: 5 },
      streaks: { current: 2, longest: 2, active_today: false, last_day: '2024-01-18' },
      week: { minutes: 110 },
      cards: { due: 0, all: 2 },
      plans: [{ id: 'french-b1', minutes: 110, planned_minutes: 3_000, chunks_completed: 1 }],
      range: { from: '2024-01-14', to: '2024-01-19', minutes: 110, active_days: 3 },
    });
    expect(await stats(home, 25)).toMatchObject({
      streaks: { current: 0, longest: 2 },
      week: { minutes: 0 },
      cards: { due: 1 },
    });
  });

  test('what runs does not count', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['start', 'french-b1'], now(19));
    expect(await stats(home, 19)).toMatchObject({ total: { sessions: 5 } });
  });

  test('goes by range and by plan', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['plan', 'new', 'Rust']);
    await samedi(home, ['session', 'add', 'rust', '--for', '1h30'], now(19));
    expect(await stats(home, 19, '--range', '2024-01-17..2024-01-19')).toMatchObject({
      range: {
        minutes: 22 + 23 + 24 + 90,
        sessions: 4,
        active_days: 3,
        plans: [
          { id: 'rust', minutes: 90 },
          { id: 'french-b1', minutes: 69 },
        ],
        days: [{ day: '2024-01-17', minutes: 45 }, { day: '2024-01-18' }, { day: '2024-01-19' }],
      },
    });
    expect(await stats(home, 19, 'rust', '--range', 'all')).toMatchObject({
      total: { minutes: 90, sessions: 1 },
      cards: { all: 0 },
      plans: [{ id: 'rust' }],
      range: { minutes: 90, active_days: 1 },
    });
  });

  test('in words', async () => {
    const home = await homeWithPlan();
    change(home, "UPDATE cards SET next_review = '2024-01-19' WHERE id = 'card-1'");
    const env = { ...now(19), SAMEDI_LEARNING_WEEKLY_GOAL_MINUTES: '120' };
    expect((await samedi(home, ['stats', '--range', 'month'], env)).stdout).toBe(`\
Total      1 h 50 min in 5 sessions
Streak     2 days, the longest 2
This week  1 h 50 min, 91 % of 2 h
Cards      1 due of 2

month: 1 h 50 min in 5 sessions on 3 days
  1 h 50 min  French B1 Mastery
`);
  });

  test.each([
    [['--range', 'soon'], 4],
    [['spanish'], 6],
  ])('%j ends with %i', async (args, exit) => {
    const error = await errorOf(await homeWithPlan(), ['stats', ...args]);
    expect(error).toMatchObject({ exit });
    expect(error.next).toBeTruthy();
  });
});
