import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorOf, newHome, samedi, samediJson } from '../support/cli/homes.ts';

const CONFIG = `# my settings
[user]
email = "ada@example.org"
timezone = "Europe/Paris"   # where I am

[llm]
provider = "claude"  # not Samedi's
args = [
  "a",
]

[tui]
first_day_of_week = "sunday"
`;

const fileOf = (home: string) => join(home, 'config.toml');

async function homeWith(config: string): Promise<string> {
  const home = await newHome();
  writeFileSync(fileOf(home), config);
  return home;
}

describe('config set', () => {
  test('changes one line; comments and unknown sections stay byte for byte', async () => {
    const home = await homeWith(CONFIG);
    chmodSync(fileOf(home), 0o600);
    await samedi(home, ['config', 'set', 'user.timezone', 'Asia/Tokyo']);
    const once = CONFIG.replace('Europe/Paris', 'Asia/Tokyo');
    expect(readFileSync(fileOf(home), 'utf8')).toBe(once);
    expect(statSync(fileOf(home)).mode & 0o777).toBe(0o600);
    await samedi(home, ['config', 'set', 'learning.weekly_goal_minutes', '300']);
    const { stderr } = await samedi(home, ['config', 'set', 'sync.enabled', 'true']);
    expect(stderr).toBe('It begins once this home is signed in: samedi login EMAIL\n');
    expect(readFileSync(fileOf(home), 'utf8')).toBe(
      `${once}\n[learning]\nweekly_goal_minutes = 300\n\n[sync]\nenabled = true\n`,
    );
    expect(await samediJson(home, ['status'])).toMatchObject({ running: null });
  });

  test('makes the file where there is none, and takes a setting away', async () => {
    const home = await newHome();
    await samedi(home, ['config', 'set', 'learning.day_starts_at', '04:00']);
    expect(readFileSync(fileOf(home), 'utf8')).toBe('[learning]\nday_starts_at = "04:00"\n');
    await samedi(home, ['config', 'set', 'learning.day_starts_at', '']);
    expect(await samediJson(home, ['config', 'get', 'learning.day_starts_at'])).toEqual({
      key: 'learning.day_starts_at',
      value: null,
      from: 'default',
    });
  });

  test.each([
    ['user.zone', 'UTC', 'Use one of: user.email'],
    ['user.timezone', 'Europe/Atlantis', 'a time zone, like "Europe/Paris"'],
    ['learning.week_starts_on', 'someday', 'a day of the week'],
    ['learning.day_starts_at', '25:00', 'a time of day'],
    ['learning.weekly_goal_minutes', 'many', 'whole minutes a week'],
    ['sync.cloudflare_endpoint', 'here', 'an address'],
    ['sync.enabled', 'perhaps', 'true or false'],
    ['sync.sync_interval_minutes', '0', '1 to 1440'],
  ])('%s = %s is refused with what is valid', async (key, value, next) => {
    const home = await homeWith(CONFIG);
    const error = await errorOf(home, ['config', 'set', key, value]);
    expect(error).toMatchObject({ exit: 2, code: 'usage' });
    expect(error.next).toContain(next);
    expect(readFileSync(fileOf(home), 'utf8')).toBe(CONFIG);
  });

  test.each(['user.timezone = "UTC"\n', 'user = { timezone = "UTC" }\n', 'x = """\n[user]\n"""\n'])(
    'leaves %j to a person',
    async (config) => {
      const home = await homeWith(config);
      const error = await errorOf(home, ['config', 'set', 'user.timezone', 'Asia/Tokyo']);
      expect(error).toMatchObject({ exit: 4, code: 'config_invalid' });
      expect(readFileSync(fileOf(home), 'utf8')).toBe(config);
    },
  );
});

describe('config list, get and path', () => {
  test('say what holds, and who says so', async () => {
    const home = await homeWith(CONFIG);
    const env = { SAMEDI_LEARNING_DAY_STARTS_AT: '04:00' };
    const { settings } = await samediJson<{ settings: unknown[] }>(home, ['config', 'list'], env);
    expect(settings).toContainEqual({
      key: 'user.timezone',
      value: 'Europe/Paris',
      from: 'config',
    });
    expect(settings).toContainEqual({
      key: 'learning.day_starts_at',
      value: '04:00',
      from: 'environment',
    });
    expect(settings).toContainEqual({
      key: 'learning.week_starts_on',
      value: 'sunday',
      from: 'config',
    });
    expect(settings).toContainEqual({ key: 'sync.enabled', value: null, from: 'default' });
    expect((await samedi(home, ['config', 'get', 'user.timezone'])).stdout).toBe('Europe/Paris\n');
    expect((await samedi(home, ['config', 'path'])).stdout).toBe(`${fileOf(home)}\n`);
    expect(existsSync(join(home, 'sessions.db'))).toBe(false);
  });

  test('an unknown key is refused, a wrong value is named', async () => {
    const home = await homeWith('[sync]\nsync_interval_minutes = 0\n');
    expect(await errorOf(home, ['config', 'get', 'llm.provider'])).toMatchObject({ exit: 2 });
    expect(await errorOf(home, ['config', 'list'])).toMatchObject({
      exit: 4,
      code: 'config_invalid',
      next: 'It has to be whole minutes, 1 to 1440.',
    });
  });
});

describe('config edit', () => {
  test('opens even a broken file, and checks it after', async () => {
    const home = await homeWith('[user\n');
    const repair = { VISUAL: '', EDITOR: `sed -i 's/.user/[user]/'` };
    expect((await samedi(home, ['config', 'edit'], repair)).stdout).toContain('is in order');
    const spoil = { VISUAL: '', EDITOR: `sed -i '$a timezone = "Mars"'` };
    expect(await errorOf(home, ['config', 'edit'], spoil)).toMatchObject({
      exit: 4,
      code: 'config_invalid',
    });
    expect(readFileSync(fileOf(home), 'utf8')).toBe('[user]\ntimezone = "Mars"\n');
  });

  test('begins a file where there is none', async () => {
    const home = await newHome();
    await samedi(home, ['config', 'edit'], { VISUAL: '', EDITOR: 'true' });
    expect(readFileSync(fileOf(home), 'utf8')).toContain('samedi config list');
  });
});

describe('a setting for one command alone', () => {
  const home = () => homeWith(CONFIG);

  test('goes before environment and config, and is not kept', async () => {
    const path = await home();
    const env = { SAMEDI_USER_TIMEZONE: 'Asia/Tokyo' };
    const args = ['config', 'get', 'user.timezone'];
    const zone = (given: string[]) => samediJson(path, [...args, ...given], env);
    expect(await zone(['--set', 'user.timezone=UTC'])).toMatchObject({
      value: 'UTC',
      from: 'flag',
    });
    expect(await zone([])).toMatchObject({ value: 'Asia/Tokyo', from: 'environment' });
    expect(readFileSync(fileOf(path), 'utf8')).toBe(CONFIG);
  });

  test('holds for what the command does', async () => {
    const now = { SAMEDI_NOW: String(Date.UTC(2026, 10, 21, 0, 30)) };
    const given = ['--set', 'user.timezone=UTC', '--set', 'learning.day_starts_at=04:00'];
    const { today } = await samediJson<{ today: object }>(await home(), ['status', ...given], now);
    expect(today).toMatchObject({ day: '2026-11-20' });
  });

  test.each([
    ['user.zone=UTC', 'Use one of: user.email'],
    ['user.timezone=Mars', 'a time zone, like "Europe/Paris"'],
    ['user.timezone', 'Write it like --set'],
  ])('%s is refused as wrong usage', async (given, next) => {
    const error = await errorOf(await home(), ['status', '--set', given]);
    expect(error).toMatchObject({ exit: 2, code: 'usage' });
    expect(error.next).toContain(next);
  });
});
