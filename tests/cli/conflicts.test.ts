import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { change, newHome, rows, samedi, samediJson, twoHomes } from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';

const url = inject('url');

interface Listed {
  name: string;
  kind: string;
  record_id: string;
  data: Record<string, unknown> | null;
}

const conflicts = (home: string) => samediJson<Listed[]>(home, ['sync', 'conflicts']);
const planPath = (home: string) => join(home, 'plans', 'french-b1.md');
const planText = (home: string) => readFileSync(planPath(home), 'utf8');

/** Both homes change one card without knowing of each other; the desktop's is the newer one. */
async function conflictingCards(): Promise<{ laptop: string; desktop: string; id: string }> {
  const [laptop, desktop] = await twoHomes(url);
  const id = String(rows(laptop, 'SELECT min(id) AS id FROM cards')[0]?.['id']);
  change(laptop, `UPDATE cards SET answer = 'from the laptop' WHERE id = '${id}'`);
  change(desktop, `UPDATE cards SET answer = 'from the desktop' WHERE id = '${id}'`);
  await samedi(desktop, ['sync']);
  await samedi(laptop, ['sync']);
  return { laptop, desktop, id };
}

const answerOf = (home: string, id: string) =>
  rows(home, `SELECT answer FROM cards WHERE id = '${id}'`)[0]?.['answer'];

describe('a card changed on two devices', () => {
  test('keeps the version that lost, on both, and shows the difference', async () => {
    const { laptop, desktop, id } = await conflictingCards();
    await samedi(desktop, ['sync']);
    for (const home of [laptop, desktop]) {
      const [kept, ...more] = await conflicts(home);
      expect(more).toEqual([]);
      expect(kept).toMatchObject({
        kind: 'cards',
        record_id: id,
        data: { answer: 'from the laptop' },
      });
      const { stdout } = await samedi(home, ['sync', 'conflicts', 'show', kept!.name.slice(0, 4)]);
      expect(stdout).toContain('- answer: from the desktop');
      expect(stdout).toContain('+ answer: from the laptop');
    }
  });

  test('shows a session in times of day, and whose version lost', async () => {
    const [laptop, desktop] = await twoHomes(url);
    const env = {
      SAMEDI_NOW: String(Date.UTC(2026, 10, 21, 8)),
      SAMEDI_USER_TIMEZONE: 'Asia/Tokyo',
    };
    const add = ['session', 'add', 'french-b1', '--from', '8:30', '--for', '45m'];
    const { id } = await samediJson<{ id: string }>(laptop, add, env);
    await samedi(laptop, ['sync']);
    await samedi(desktop, ['sync']);
    await samedi(laptop, ['session', 'edit', id, '--note', 'AA'], env);
    await samedi(desktop, ['session', 'delete', id]);
    await samedi(desktop, ['sync']);
    await samedi(laptop, ['sync']);
    const { stdout } = await samedi(laptop, [
      'sync',
      'conflicts',
      'show',
      (await conflicts(laptop))[0]!.name,
    ]);
    expect(stdout).toContain('the version that lost, of this device');
    expect(stdout).toContain('started: 2026-11-21 08:30\n');
    expect(stdout).toContain('ended: 2026-11-21 09:15\n');
    expect(stdout).toContain('notes: AA\n');
    expect(stdout).not.toContain('null');
  });

  test('put back, it is a new edit that wins everywhere, and the conflict is gone', async () => {
    const { laptop, desktop, id } = await conflictingCards();
    const [kept] = await conflicts(laptop);
    await samedi(laptop, ['sync', 'conflicts', 'restore', kept!.name]);
    await samedi(laptop, ['sync']);
    await samedi(desktop, ['sync']);
    for (const home of [laptop, desktop]) {
      expect(answerOf(home, id)).toBe('from the laptop');
      expect(await conflicts(home)).toEqual([]);
    }
  });

  test('dropped on one device, it is gone on the other too', async () => {
    const { laptop, desktop, id } = await conflictingCards();
    const [kept] = await conflicts(laptop);
    await samedi(laptop, ['sync', 'conflicts', 'drop', kept!.name]);
    await samedi(laptop, ['sync']);
    await samedi(desktop, ['sync']);
    for (const home of [laptop, desktop]) {
      expect(answerOf(home, id)).toBe('from the desktop');
      expect(await conflicts(home)).toEqual([]);
    }
  });

  test('dropped by hundreds, with long ids, they fit beside a full page of changes', async () => {
    const [laptop] = await twoHomes(url);
    change(
      laptop,
      `WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900)
       INSERT INTO conflicts (id, kind, record_id, updated_at, device_id, detected_at, dropped)
       SELECT 'cards:' || i || '${'é'.repeat(190)}:1', 'cards', i, 1, 'd', unixepoch() * 1000, 1 FROM n`,
    );
    change(
      laptop,
      `WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
       INSERT INTO cards (id, plan_id, question, answer, created_at, next_review)
       SELECT 'large-' || i, 'french-b1', 'q', '${'x'.repeat(30_000)}', '2026-01-01 00:00:00+00:00', '2026-01-02' FROM n`,
    );
    const { pushed } = await samediJson<{ pushed: number }>(laptop, ['sync']);
    expect(pushed).toBe(60);
  });

  test('that no server takes holds nothing up after one was put back', async () => {
    const { laptop } = await conflictingCards();
    change(
      laptop,
      `INSERT INTO conflicts (id, kind, record_id, updated_at, device_id, data, detected_at)
       VALUES ('cards:odd:1', 'cards', 'odd', 1, 'd', '{"answer": 1}', unixepoch() * 1000);
       INSERT OR REPLACE INTO sync_state VALUES ('offer_conflicts', '')`,
    );
    await samedi(laptop, ['sync']);
    expect(await conflicts(laptop)).toHaveLength(2);
    expect(rows(laptop, "SELECT 1 FROM sync_state WHERE key = 'offer_conflicts'")).toEqual([]);
  });

  test('an unknown name is exit code 6, with what to do', async () => {
    const home = await newHome();
    const { code, stderr } = await runCli(['sync', 'conflicts', 'show', 'nope'], { home });
    expect(code).toBe(6);
    expect(stderr).toContain('samedi sync conflicts');
  });
});

/** The plan with two chunks, so that each device can tick off one. */
const twoChunks = `---
id: french-b1
title: French B1 Mastery
created: 2024-01-15T10:00:00Z
status: in-progress
---

# French B1 Mastery

## Chunk 1: Greetings {#chunk-001}
**Duration**: 1 hour
**Status**: not-started

My own words about greetings.

## Chunk 2: Numbers {#chunk-002}
**Duration**: 1 hour
**Status**: not-started
`;

describe('a plan changed on two devices', () => {
  async function withPlan(): Promise<[string, string]> {
    const [laptop, desktop] = await twoHomes(url);
    writeFileSync(planPath(laptop), twoChunks);
    await samedi(laptop, ['sync']);
    await samedi(desktop, ['sync']);
    expect(planText(desktop)).toBe(twoChunks);
    return [laptop, desktop];
  }
  const tick = (home: string, chunk: string) => {
    const [before = '', after = ''] = planText(home).split(`{#${chunk}}`);
    writeFileSync(
      planPath(home),
      `${before}{#${chunk}}${after.replace('not-started', 'completed')}`,
    );
  };

  test('in different lines keeps both changes, and leaves no conflict', async () => {
    const [laptop, desktop] = await withPlan();
    tick(laptop, 'chunk-001');
    tick(desktop, 'chunk-002');
    for (const home of [laptop, desktop, laptop]) await samedi(home, ['sync']);
    expect(planText(laptop)).toBe(twoChunks.replaceAll('not-started', 'completed'));
    expect(planText(desktop)).toBe(planText(laptop));
    for (const home of [laptop, desktop]) {
      await samedi(home, ['sync']);
      expect(await conflicts(home)).toEqual([]);
      await samedi(home, ['sync', 'verify']);
    }
  });

  test('in the same line keeps the newer, and the other as a conflict that can be put back', async () => {
    const [laptop, desktop] = await withPlan();
    writeFileSync(planPath(laptop), twoChunks.replace('My own words', 'Older words'));
    const later = Date.now() + 60_000;
    writeFileSync(planPath(desktop), twoChunks.replace('My own words', 'Newer words'));
    utimesSync(planPath(desktop), later / 1000, later / 1000);
    await samedi(desktop, ['sync'], { SAMEDI_NOW: String(later) });
    for (const home of [laptop, desktop, laptop]) await samedi(home, ['sync']);
    expect(planText(laptop)).toContain('Newer words');
    expect(planText(desktop)).toBe(planText(laptop));
    const [kept] = await conflicts(laptop);
    expect(kept?.data?.['content']).toContain('Older words');

    await samedi(laptop, ['sync', 'conflicts', 'restore', kept!.name]);
    for (const home of [laptop, desktop]) await samedi(home, ['sync']);
    expect(planText(desktop)).toContain('Older words');
    expect(await conflicts(desktop)).toEqual([]);
  });

  test('a chunk moved on one and completed on the other is completed where it was moved to', async () => {
    const [laptop, desktop] = await withPlan();
    const [, first = '', second = ''] = twoChunks.split(/(?=^## )/m);
    const moved = twoChunks.replace(first + second, `${second}\n${first.trimEnd()}\n`);
    writeFileSync(planPath(laptop), moved);
    await samedi(desktop, ['plan', 'done', 'french-b1', 'chunk-001']);
    for (const home of [laptop, desktop, laptop]) await samedi(home, ['sync']);
    const [before = '', after = ''] = moved.split('{#chunk-001}');
    expect(planText(laptop)).toBe(
      `${before}{#chunk-001}${after.replace('not-started', 'completed')}`,
    );
    expect(planText(desktop)).toBe(planText(laptop));
    for (const home of [laptop, desktop]) expect(await conflicts(home)).toEqual([]);
  });

  test('a status set to different values is named by chunk and field', async () => {
    const [laptop, desktop] = await withPlan();
    await samedi(laptop, ['plan', 'done', 'french-b1', 'chunk-002', '--status', 'skipped']);
    await samedi(desktop, ['plan', 'done', 'french-b1', 'chunk-002']);
    for (const home of [laptop, desktop, laptop]) await samedi(home, ['sync']);
    const [kept] = await conflicts(laptop);
    const show = (home: string) => samedi(home, ['sync', 'conflicts', 'show', kept!.name]);
    expect(planText(laptop)).toBe(planText(desktop));
    const lost = /chunk 2, status: (\w+) now, (\w+) on this device\n/;
    const seen = /chunk 2, status: (\w+) here, (\w+) on device \w{8}\n/;
    const shown = [(await show(laptop)).stdout, (await show(desktop)).stdout];
    const [, now, other] = shown.map((text) => lost.exec(text) ?? seen.exec(text)).find(Boolean)!;
    expect([now, other].sort()).toEqual(['completed', 'skipped']);
    expect(shown.filter((text) => lost.test(text))).toHaveLength(1);
    expect(shown.filter((text) => seen.test(text))).toHaveLength(1);
    expect(planText(laptop)).toContain(`**Status**: ${now}`);
  });
});
