/** Clocks that are years off while a session runs: what is kept is what a clock can mean, and the server takes it. */
import { expect, inject, test } from 'vitest';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { anyEmail, newHome, rows, samedi, samediJson, signedInHome } from '../support/cli/homes.ts';

const url = inject('url');
const at = (iso: string) => ({ SAMEDI_NOW: String(Date.parse(iso)) });

test.each([
  ['1970-01-01T00:00:10Z', '2026-11-30T10:00:00Z', /forward by 20,?787 days/],
  ['2000-01-01T12:00:00Z', '2026-11-30T10:00:00Z', /forward by 9,?830 days/],
  ['2036-02-07T06:28:15Z', '2026-11-30T10:00:00Z', /back by 3,?356 days/],
  ['2026-11-30T10:00:00Z', '9998-12-30T00:00:00Z', /forward by/],
])('a session that began at %s by the clock, and ended at %s', async (began, ended, said) => {
  const home = await newHome();
  writeFirstVersionHome(home);
  await signedInHome(url, anyEmail(), home);
  await samedi(home, ['start', 'french-b1'], at(began));
  const { stderr } = await samedi(home, ['stop', '--note', 'kept', '--json'], at(ended));
  expect(stderr).toMatch(said);
  expect(stderr).toContain('samedi session edit');
  const day = ended.slice(0, 10);
  const [session] = rows(home, "SELECT id, duration_minutes FROM sessions WHERE notes = 'kept'");
  expect(session).toMatchObject({ duration_minutes: 0 });
  expect(rows(home, `SELECT day FROM session_days WHERE id = '${session?.['id']}'`)).toEqual([
    { day },
  ]);
  const { rejected } = await samediJson<{ rejected: unknown[] }>(home, ['sync'], at(ended));
  expect(rejected).toEqual([]);
  await samedi(home, ['sync', 'verify']);
});

test('a clock that is set right by minutes changes nothing', async () => {
  const home = await newHome();
  writeFirstVersionHome(home);
  await samedi(home, ['start', 'french-b1'], at('2026-11-30T10:00:00Z'));
  const { stderr } = await samedi(home, ['stop'], at('2026-11-30T09:55:00Z'));
  expect(stderr).not.toContain('clock');
});
