import { beforeEach, expect, test } from 'vitest';
import { openSqlite } from '../../cli/src/home/sqlite.ts';
import {
  copyMarks,
  cursorOf,
  getState,
  identity,
  parting,
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
  db.exec(`INSERT INTO sync_state VALUES ('device_id', 'd_1'), ('cursor', '7'), ('pull_again', '1'),
    ('marks_left', '~c ~b ~cut-o'), ('marks_tried', '~d ~e'), ('parting_key', 'd_1 key'),
    ('clock_behind_minutes', '-90')`);
  expect(getState(db, identity.deviceId)).toBe('d_1');
  expect(cursorOf(db)).toBe(7);
  expect(getState(db, serverHistory.fetchAgain)).toBe(true);
  expect(getState(db, copyMarks.left)).toEqual(['~c', '~b', '~cut-o']);
  expect(getState(db, copyMarks.tried)).toEqual(['~d', '~e']);
  expect(getState(db, parting.request)).toEqual(['d_1', 'key']);
  expect(getState(db, syncRuns.clockBehindMinutes)).toBe(-90);
});

test('a home that never synced has nothing, and the cursor 0', () => {
  expect(getState(db, identity.userId)).toBeNull();
  expect(cursorOf(db)).toBe(0);
  expect(getState(db, serverHistory.common)).toBeNull();
  expect(getState(db, serverHistory.fetchAgain)).toBe(false);
  expect(getState(db, copyMarks.tried)).toEqual([]);
});

test('the space that homes stored behind the last mark is no mark', () => {
  db.exec("INSERT INTO sync_state VALUES ('marks_left', '~b ~a ')");
  expect(getState(db, copyMarks.left)).toEqual(['~b', '~a']);
});

test('a value that is nothing leaves no row', () => {
  setState(db, serverHistory.common, 3);
  setState(db, copyMarks.tried, ['~a']);
  setState(db, serverHistory.fetchAgain, true);
  expect(stored()).toHaveLength(3);
  setState(db, serverHistory.common, null);
  setState(db, copyMarks.tried, []);
  setState(db, serverHistory.fetchAgain, false);
  expect(stored()).toEqual([]);
});
