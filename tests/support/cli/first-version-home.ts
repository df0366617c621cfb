/** Homes as Samedi's first version left them. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The first version's own words, `DATETIME` forms and all. */
export const firstVersionSchema = `
CREATE TABLE plans (id TEXT PRIMARY KEY, title TEXT NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL,
  total_hours REAL, status TEXT NOT NULL CHECK(status IN ('not-started','in-progress','completed','archived')),
  tags TEXT, file_path TEXT NOT NULL UNIQUE);
CREATE TABLE sessions (id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, chunk_id TEXT, start_time DATETIME NOT NULL, end_time DATETIME,
  duration_minutes INTEGER, notes TEXT, artifacts TEXT, cards_created INTEGER DEFAULT 0, created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE);
CREATE TABLE cards (id TEXT PRIMARY KEY, plan_id TEXT NOT NULL, chunk_id TEXT, question TEXT NOT NULL, answer TEXT NOT NULL, tags TEXT,
  created_at DATETIME NOT NULL, ease_factor REAL DEFAULT 2.5, interval_days INTEGER DEFAULT 1, repetitions INTEGER DEFAULT 0,
  next_review DATE NOT NULL, last_review DATE, FOREIGN KEY (plan_id) REFERENCES plans(id) ON DELETE CASCADE);
CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, applied_at DATETIME DEFAULT CURRENT_TIMESTAMP);
INSERT INTO schema_migrations (version) VALUES (1);`;

export const FRENCH = `---
id: french-b1
title: French B1 Mastery
created: 2024-01-15T10:00:00Z
total_hours: 50
status: in-progress
tags: [language, french]
---

# French B1 Mastery

My own words – with an em dash, a tab\there, and two spaces at the end.  

## Chunk 1: Basic Greetings {#chunk-001}
**Duration**: 1 hour
**Status**: completed

## Chunk 2: Numbers {#chunk-002}
**Duration**: 90 minutes
**Status**: not-started
`;

/** Every form in which the first version wrote a time, with its instant and the learner's day. */
export const FORMS: readonly { text: string; end: string; day: string }[] = [
  { text: '2024-01-15 10:00:00+00:00', end: '2024-01-15 11:30:00+01:00', day: '2024-01-15' },
  { text: '2024-01-15 23:30:00.123456789-08:00', end: '2024-01-16T07:45:00Z', day: '2024-01-15' },
  { text: '2024-01-16T23:30:00Z', end: '2024-01-17 01:00:00+01:00', day: '2024-01-17' },
  { text: '2024-01-17 10:00:00', end: '2024-01-17 10:20:00', day: '2024-01-17' },
  {
    text: '2024-01-18 22:10:00 +0000 UTC',
    end: '2024-01-18 22:40:00 +0000 UTC',
    day: '2024-01-18',
  },
];

/** A home with one plan, a session in every form, and two cards. The path in it is another machine's. */
export function writeFirstVersionHome(home: string): void {
  mkdirSync(join(home, 'plans'), { recursive: true });
  writeFileSync(join(home, 'plans', 'french-b1.md'), FRENCH);
  writeFileSync(
    join(home, 'config.toml'),
    '# my settings\n[user]\nemail = "ada@example.org"\ntimezone = "Europe/Paris"\n\n[tui]\nfirst_day_of_week = "sunday"\n',
  );
  const db = openHomeDatabase(home);
  db.exec(firstVersionSchema);
  db.prepare('INSERT INTO plans VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    ...['french-b1', 'French B1 Mastery', '2024-01-15 10:00:00+00:00'],
    ...['2024-01-20 15:30:00.5+01:00', 50, 'in-progress', '["language", "french"]'],
    '/home/somebody-else/.samedi/plans/french-b1.md',
  );
  const session = db.prepare('INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const [i, { text, end }] of FORMS.entries()) {
    const artifacts = [null, '[]', '["https://example.org/a"]', '', 'one, two'][i] ?? null;
    session.run(`s${i}`, 'french-b1', null, text, end, 20 + i, null, artifacts, 0, end);
  }
  const card = db.prepare('INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  card.run(
    ...['card-1', 'french-b1', 'chunk-001', 'Bonjour?', 'Hello', 'a, b'],
    ...['2024-01-15T10:00:00Z', null, null, null, '2024-01-20 00:00:00+00:00', null],
  );
  card.run(
    ...['card-2', 'french-b1', null, 'Merci?', 'Thanks', '["a"]'],
    ...['2024-01-15 10:00:00 +0000 UTC', 2.6, 6, 2, '2024-02-01', '2024-01-26'],
  );
  db.close();
}

/** An empty database of the first version at `path`; returns its bytes. */
export function firstVersionDatabase(path: string): Buffer {
  const db = new DatabaseSync(path);
  db.exec(firstVersionSchema);
  db.close();
  return readFileSync(path);
}

/** The home's database as any other program opens it: foreign keys enforced, nothing of Samedi's loaded. */
export function openHomeDatabase(home: string): DatabaseSync {
  return new DatabaseSync(join(home, 'sessions.db'));
}
