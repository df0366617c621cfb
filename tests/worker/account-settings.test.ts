import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test } from 'vitest';
import { changeSettings } from '../../src/api/account/settings/change.ts';
import { readSettings } from '../../src/api/account/settings/read.ts';
import { today } from '../../src/api/dashboard/today.ts';
import { SettingsForm } from '../../src/lib/settings/forms.ts';
import { rowsOf } from '../support/worker/sign-in.ts';
import { addUser, codeOf, contextAs } from '../support/worker/world.ts';

const ada = contextAs({ userId: 'ada', deviceId: 'laptop' });
const days = {
  do: 'days',
  time_zone: 'Europe/Paris',
  week_starts_on: '0',
  day_starts_at: '04:00',
  weekly_goal_hours: '7.5',
};

beforeEach(async () => {
  await addUser('ada', 'laptop');
  await addUser('eve', 'tablet');
});

const rowOf = async (userId: string) =>
  (await rowsOf<{ id: string }>('users')).find(({ id }) => id === userId);

describe('the forms of /settings', () => {
  test('set how days and weeks are counted, for this user alone', async () => {
    const before = await rowOf('eve');
    await changeSettings(ada, SettingsForm.parse(days));
    expect(await rowOf('ada')).toMatchObject({
      time_zone: 'Europe/Paris',
      week_starts_on: 0,
      day_starts_at_minutes: 240,
      weekly_goal_minutes: 450,
    });
    expect(await rowOf('eve')).toEqual(before);
  });

  test.each([
    ['', null],
    ['0', 0],
    ['7,5', 450],
    [' 168 ', 10_080],
  ])('read %j hours as %j minutes', (text, minutes) => {
    const form = SettingsForm.parse({ ...days, weekly_goal_hours: text });
    expect(form).toMatchObject({ weekly_goal_hours: minutes });
  });

  test.each([
    { weekly_goal_hours: '169' },
    { weekly_goal_hours: 'many' },
    { weekly_goal_hours: '-1' },
    { day_starts_at: '24:00' },
    { day_starts_at: '4' },
    { time_zone: 'Mars/Olympus' },
    { week_starts_on: '7' },
    { do: 'nothing' },
  ])('refuse %j', (wrong) => {
    expect(SettingsForm.safeParse({ ...days, ...wrong }).success).toBe(false);
  });

  test('hide streaks, which makes another dashboard', async () => {
    const before = await today(ada);
    await changeSettings(ada, { do: 'look', theme: 'dark', streaks: 'hidden' });
    const after = await today(ada);
    expect([before.account.streaks_hidden, after.account.streaks_hidden]).toEqual([0, 1]);
    expect(after.seen).not.toBe(before.seen);
  });

  test('are refused to revoked devices', async () => {
    const before = await rowOf('ada');
    await env.DB.prepare('UPDATE devices SET revoked_at = 1').run();
    const form = SettingsForm.parse(days);
    expect(await codeOf(changeSettings(ada, form))).toBe('device_revoked');
    expect(await rowOf('ada')).toEqual(before);
  });

  test('delete nothing unless the address is typed in', async () => {
    const wrong = { do: 'delete', confirm: 'eve@example.org' } as const;
    expect(await codeOf(changeSettings(ada, wrong))).toBe('invalid_input');
    const right = { do: 'delete', confirm: ' ADA@example.org ' } as const;
    expect(await changeSettings(ada, right)).toEqual({ did: 'delete', deleted: true });
    expect(await rowOf('ada')).toBeUndefined();
  });

  test('show devices and backups in one round trip to D1', async () => {
    await env.R2.put('ada/daily/2026-11-20.tar.gz', 'x', {
      customMetadata: { plans: '1', sessions: '2', cards: '3', reviews: '4', encrypted: 'false' },
    });
    const { devices, backups } = await readSettings(ada);
    expect(devices).toHaveLength(1);
    expect(backups).toMatchObject([{ id: 'daily/2026-11-20', contents: { cards: 3 } }]);
  });
});
