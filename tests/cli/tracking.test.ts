import { describe, expect, test } from 'vitest';
import { FORMS, writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { change, newHome, rows, samedi } from '../support/cli/homes.ts';

/** Of a version that was made from nothing. */
const unnamed = { version: null, past: ',' };

/** Of one that was made from the version 7. */
const fromSeven = { version: null, past: ',0000000000000007,' };

/** An upgraded home in which nothing waits to be sent. */
async function syncedHome(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  await samedi(home, ['plan', 'list']);
  change(home, 'UPDATE versions SET dirty = 0, version = 7');
  return home;
}

const dirty = (home: string) =>
  rows(
    home,
    'SELECT kind, id, version, past, deleted FROM versions WHERE dirty = 1 ORDER BY kind, id',
  );

describe('a change by another program, in plain SQL, is noted', () => {
  test('an insert', async () => {
    const home = await syncedHome();
    change(
      home,
      "INSERT INTO sessions (id, plan_id, start_time) VALUES ('new', 'french-b1', '2026-01-01 10:00:00+01:00')",
    );
    expect(dirty(home)).toEqual([{ kind: 'sessions', id: 'new', ...unnamed, deleted: 0 }]);
  });

  test('an update, newer than what it changes even where the clock is behind', async () => {
    const home = await syncedHome();
    change(home, "UPDATE versions SET updated_at = 200000000000000 WHERE id = 'card-1'");
    change(home, "UPDATE cards SET repetitions = 3 WHERE id = 'card-1'");
    expect(dirty(home)).toEqual([{ kind: 'cards', id: 'card-1', ...fromSeven, deleted: 0 }]);
    expect(rows(home, "SELECT updated_at FROM versions WHERE id = 'card-1'")).toEqual([
      { updated_at: 200000000000001 },
    ]);
  });

  test('an update that changes nothing is none', async () => {
    const home = await syncedHome();
    change(home, 'UPDATE cards SET question = question; UPDATE sessions SET notes = notes');
    expect(dirty(home)).toEqual([]);
  });

  test('INSERT OR REPLACE', async () => {
    const home = await syncedHome();
    change(
      home,
      `INSERT OR REPLACE INTO sessions SELECT id, plan_id, chunk_id, start_time, end_time, 99, notes, artifacts, cards_created, created_at
       FROM sessions WHERE id = 's0'`,
    );
    expect(dirty(home)).toEqual([{ kind: 'sessions', id: 's0', ...fromSeven, deleted: 0 }]);
    expect(rows(home, "SELECT count(*) AS n FROM versions WHERE id = 's0'")).toEqual([{ n: 1 }]);
  });

  test('a delete, and one undone', async () => {
    const home = await syncedHome();
    change(home, "DELETE FROM cards WHERE id = 'card-2'");
    expect(dirty(home)).toEqual([{ kind: 'cards', id: 'card-2', ...fromSeven, deleted: 1 }]);
    change(
      home,
      "INSERT INTO cards (id, plan_id, question, answer, created_at, next_review) VALUES ('card-2', 'french-b1', 'q', 'a', '2026-01-01', '2026-01-02')",
    );
    expect(dirty(home)).toEqual([{ kind: 'cards', id: 'card-2', ...fromSeven, deleted: 0 }]);
  });

  test('a changed id is a delete and an insert', async () => {
    const home = await syncedHome();
    change(home, "UPDATE cards SET id = 'card-9' WHERE id = 'card-1'");
    expect(dirty(home)).toEqual([
      { kind: 'cards', id: 'card-1', ...fromSeven, deleted: 1 },
      { kind: 'cards', id: 'card-9', ...unnamed, deleted: 0 },
    ]);
  });

  test('a deleted plan, with all that foreign keys take along', async () => {
    const home = await syncedHome();
    change(home, "PRAGMA foreign_keys = ON; DELETE FROM plans WHERE id = 'french-b1'");
    expect(dirty(home)).toHaveLength(1 + FORMS.length + 2);
    expect(dirty(home).every((row) => row['deleted'] === 1)).toBe(true);
  });

  test('a second change before the first was sent keeps what the first knew', async () => {
    const home = await syncedHome();
    change(home, "UPDATE cards SET repetitions = 3 WHERE id = 'card-1'");
    change(home, "UPDATE cards SET repetitions = 4 WHERE id = 'card-1'");
    expect(dirty(home)).toEqual([{ kind: 'cards', id: 'card-1', ...fromSeven, deleted: 0 }]);
  });
});

test('a session that another program wrote counts on its day', async () => {
  const home = await syncedHome();
  const now = Date.UTC(2026, 0, 10, 12);
  change(
    home,
    "INSERT INTO sessions (id, plan_id, start_time, end_time, duration_minutes) VALUES ('new', 'french-b1', '2026-01-10 09:00:00+01:00', '2026-01-10 09:25:00+01:00', 25)",
  );
  const { stdout } = await samedi(home, ['status'], { SAMEDI_NOW: String(now) });
  expect(stdout).toContain('Today: 25 min.');
});
