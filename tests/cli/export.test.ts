import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { FRENCH, writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { anyEmail, errorOf, newHome, samedi, signedInHome } from '../support/cli/homes.ts';

const now = { SAMEDI_NOW: String(Date.UTC(2024, 0, 19, 11)) };

async function homeWithPlan(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await samedi(home, ['start', 'french-b1', '--note', 'now'], now);
  return home;
}

const exported = async (home: string, ...args: string[]) =>
  (await samedi(home, ['export', ...args], now)).stdout;

test('export as JSON holds every record, plan files whole', async () => {
  const home = await homeWithPlan();
  const all = JSON.parse(await exported(home));
  expect(all.plans).toMatchObject([{ id: 'french-b1', content: FRENCH, chunks_total: 2 }]);
  expect(all.sessions).toHaveLength(6);
  expect(all.cards.map((card: { id: string }) => card.id).sort()).toEqual(['card-1', 'card-2']);
});

test('export as markdown is for reading', async () => {
  const text = await exported(await homeWithPlan(), '--format', 'markdown');
  expect(text).toContain('# Learning, up to 19 January 2024\n\n## French B1 Mastery\n');
  expect(text).toContain('- [x] Basic Greetings\n- [ ] Numbers\n');
  expect(text).toContain('- 2024-01-15 11:00, 20 min\n');
  expect(text).toContain('- 2024-01-19 12:00, running: now\n');
});

test('export for calendars has the finished sessions, into a file', async () => {
  const home = await homeWithPlan();
  const file = join(home, 'out.ics');
  await exported(home, '--format', 'ical', '--out', file);
  const text = readFileSync(file, 'utf8');
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(5);
  expect(text).toContain('DTSTART:20240116T073000Z\r\nDTEND:20240116T074500Z\r\n');
});

test('export in a form that there is not is refused', async () => {
  const error = await errorOf(await homeWithPlan(), ['export', '--format', 'pdf']);
  expect(error).toMatchObject({ exit: 2, next: 'Use one of: json, markdown, ical, plans, cards.' });
});

describe('export of plans, and of cards', () => {
  const url = inject('url');

  async function syncedHome(): Promise<string> {
    const home = await homeWithPlan();
    await samedi(home, ['plan', 'new', 'Ĉiutaga Esperanto', '--tag', 'lingvo', '--hours', '20']);
    await samedi(home, ['card', 'add', 'french-b1', 'un\n"deux"', '1, 2 🥖', '--tag', 'a b']);
    await signedInHome(url, anyEmail(), home);
    await samedi(home, ['sync']);
    return home;
  }

  test.each(['plans', 'cards'])('%s: server and home print the same bytes', async (format) => {
    const home = await syncedHome();
    const here = await exported(home, '--format', format);
    const there = await exported(home, '--format', format, '--server');
    expect(there).toBe(here);
    expect(here.length).toBeGreaterThan(300);
  });

  test('the same bytes on another device, which has them from the server', async () => {
    const home = await syncedHome();
    const { email } = JSON.parse(readFileSync(join(home, 'auth.json'), 'utf8'));
    const other = await signedInHome(url, email);
    await samedi(other, ['sync']);
    for (const format of ['plans', 'cards']) {
      expect(await exported(other, '--format', format)).toBe(
        await exported(home, '--format', format),
      );
    }
  });

  test('what only a home can make is not asked of the server', async () => {
    const error = await errorOf(await homeWithPlan(), ['export', '--server', '--format', 'ical']);
    expect(error).toMatchObject({ exit: 2, code: 'usage' });
  });

  test('--json wraps a text that is none', async () => {
    const home = await homeWithPlan();
    const wrapped = JSON.parse(await exported(home, '--format', 'plans', '--json'));
    expect(wrapped).toEqual({ format: 'plans', text: await exported(home, '--format', 'plans') });
  });
});
