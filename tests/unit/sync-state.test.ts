import { beforeEach, expect, test } from 'vitest';
import { openSqlite } from '../../cli/src/home/sqlite.ts';
import {
  cursorOf,
  getState,
  identity,
  serverHistory,
  setState,
  syncRuns,
} from '../../cli/src/home/sync-state.ts';

let db = openSqlite(':memory:');

beforeEach(() => {
  db = openSqlite(':memory:');
  db.exec('CREATE TABLE sync_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
});

const stored = () => db.prepare('SELECT key, value FROM sync_state').all();

test('what homes hold already is read', () => {
  db.exec(`INSERT INTO sync_state VALUES ('device_id', 'd_1'), ('cursor', '7'), ('known_head', '7 345'),
    ('clock_behind_minutes', '-90')`);
  expect(getState(db, identity.deviceId)).toBe('d_1');
  expect(cursorOf(db)).toBe(7);
  expect(getState(db, serverHistory.known)).toBe('7 345');
  expect(getState(db, syncRuns.clockBehindMinutes)).toBe(-90);
});

test('a home that never synced has nothing, and the cursor 0', () => {
  expect(getState(db, identity.userId)).toBeNull();
  expect(cursorOf(db)).toBe(0);
  expect(getState(db, serverHistory.known)).toBeNull();
});

test('a value that is nothing leaves no row', () => {
  setState(db, serverHistory.known, '3 9');
  setState(db, syncRuns.lastAt, 5);
  expect(stored()).toHaveLength(2);
  setState(db, serverHistory.known, null);
  setState(db, syncRuns.lastAt, null);
  expect(stored()).toEqual([]);
});
