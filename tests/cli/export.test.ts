import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FRENCH, writeFirstVersionHome } from './first-version-home.ts';
import { errorOf, newHome, samedi } from './homes.ts';

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
  expect(error).toMatchObject({ exit: 2, next: 'Use one of: json, markdown, ical.' });
});
