import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { passOn, startBadServer } from '../support/cli/bad-server.ts';
import { FORMS, FRENCH, writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import {
  anyEmail,
  change,
  newHome,
  rows,
  samedi,
  samediJson,
  signedInHome,
  twoHomes,
} from '../support/cli/homes.ts';
import { runCli } from '../support/cli.ts';
import { nextMail } from '../support/mail.ts';

interface Synced {
  pushed: number;
  pulled: number;
  conflicts: number;
  rejected: { kind: string; id: string; code: string }[];
}

const url = inject('url');
const sync = (home: string, env = {}) => samediJson<Synced>(home, ['sync'], env);
const planPath = (home: string) => join(home, 'plans', 'french-b1.md');
const ALL = 1 + FORMS.length + 2;

/** All that sync is to make equal: each record's version, and each plan file's text. */
function contents(home: string) {
  return {
    versions: rows(
      home,
      'SELECT kind, id, updated_at, device_id, deleted FROM versions ORDER BY kind, id',
    ),
    sessions: rows(
      home,
      'SELECT id, plan_id, duration_minutes, notes, utc_offset_minutes, day FROM sessions JOIN session_days USING (id) ORDER BY id',
    ),
    cards: rows(
      home,
      'SELECT id, question, answer, coalesce(repetitions, 0) AS repetitions, substr(next_review, 1, 10) AS next_review FROM cards ORDER BY id',
    ),
    plans: readdirSync(join(home, 'plans'))
      .sort()
      .map((name) => readFileSync(join(home, 'plans', name), 'utf8')),
  };
}

describe('a second device', () => {
  test('gets everything, plan files byte for byte, and the next sync sends nothing', async () => {
    const email = anyEmail();
    const first = await newHome();
    writeFirstVersionHome(first);
    await signedInHome(url, email, first);
    expect(await sync(first)).toEqual({
      ...{ pushed: ALL, pulled: 0, conflicts: 0, rejected: [], plans_left_alone: [] },
    });
    expect(await sync(first)).toMatchObject({ pushed: 0, pulled: 0 });
    const second = await signedInHome(url, email);
    expect(await sync(second)).toMatchObject({ pushed: 0, pulled: ALL });
    expect(contents(second)).toEqual(contents(first));
    expect(readFileSync(planPath(second), 'utf8')).toBe(FRENCH);
    expect(await sync(second)).toMatchObject({ pushed: 0, pulled: 0 });
  });

  test('gets a running session, its stop, and sends its own', async () => {
    const [first, second] = await twoHomes(url);
    await samedi(first, ['start', 'french-b1', 'chunk-002']);
    await sync(first);
    await sync(second);
    expect(await samediJson(second, ['status'])).toMatchObject({
      running: { plan_id: 'french-b1', chunk_id: 'chunk-002' },
    });
    await samedi(second, ['stop', '--note', 'from the other one']);
    await sync(second);
    await sync(first);
    expect(await samediJson(first, ['status'])).toMatchObject({ running: null });
    expect(contents(first)).toEqual(contents(second));
  });

  test('an edited plan file arrives, and a deleted plan goes to the trash', async () => {
    const [first, second] = await twoHomes(url);
    const edited = FRENCH.replace('not-started', 'completed');
    writeFileSync(planPath(first), edited);
    expect(await sync(first)).toMatchObject({ pushed: 1 });
    expect(await sync(second)).toMatchObject({ pushed: 0, pulled: 1 });
    expect(readFileSync(planPath(second), 'utf8')).toBe(edited);
    await samedi(second, ['plan', 'delete', 'french-b1', '--yes']);
    expect(await sync(second)).toMatchObject({ pushed: ALL });
    await sync(first);
    expect(existsSync(planPath(first))).toBe(false);
    const [trashed = ''] = readdirSync(join(first, 'trash'));
    expect(readFileSync(join(first, 'trash', trashed), 'utf8')).toBe(edited);
    expect(rows(first, 'SELECT * FROM sessions')).toEqual([]);
    expect(contents(first)).toEqual(contents(second));
  });

  test('a copy of the home, upgraded by itself, has nothing to argue about', async () => {
    const email = anyEmail();
    const [first, second] = [await newHome(), await newHome()];
    for (const home of [first, second]) {
      writeFirstVersionHome(home);
      await signedInHome(url, email, home);
    }
    await sync(first);
    expect(await sync(second)).toMatchObject({ conflicts: 0 });
    expect(await sync(first)).toMatchObject({ pushed: 0, pulled: 0, conflicts: 0 });
    expect(contents(first)).toEqual(contents(second));
  });
});

describe('two devices that changed the same record', () => {
  test('agree on the later change, and both keep the other as a conflict', async () => {
    const [first, second] = await twoHomes(url);
    change(first, "UPDATE sessions SET notes = 'earlier' WHERE id = 's0'");
    change(second, "UPDATE sessions SET notes = 'later' WHERE id = 's0'");
    await sync(first);
    expect(await sync(second)).toMatchObject({ conflicts: 1 });
    expect(await sync(first)).toMatchObject({ pulled: 1, conflicts: 1 });
    for (const home of [first, second]) {
      expect(rows(home, "SELECT notes FROM sessions WHERE id = 's0'")).toEqual([
        { notes: 'later' },
      ]);
      const [conflict] = rows(home, 'SELECT kind, record_id, data FROM conflicts');
      expect(conflict).toMatchObject({ kind: 'sessions', record_id: 's0' });
      expect(JSON.parse(String(conflict?.['data'])).notes).toBe('earlier');
    }
    expect(contents(first)).toEqual(contents(second));
  });

  test('the one whose clock is years behind loses without losing its words', async () => {
    const [first, second] = await twoHomes(url);
    // A field that both set cannot have both values.
    const titled = (title: string) => FRENCH.replace(/^title: .*$/m, `title: ${title}`);
    writeFileSync(planPath(second), titled('Second'));
    await sync(second);
    writeFileSync(planPath(first), titled('First'));
    const env = { SAMEDI_NOW: String(Date.UTC(2025, 0, 1)) };
    const { stderr } = await samedi(first, ['sync'], env);
    expect(stderr).toMatch(/^This computer's clock is [\d,]+ days behind the server's\./m);
    await sync(second);
    for (const home of [first, second]) {
      expect(readFileSync(planPath(home), 'utf8')).toBe(titled('Second'));
      const [conflict] = rows(home, 'SELECT data FROM conflicts');
      expect(JSON.parse(String(conflict?.['data'])).content).toBe(titled('First'));
    }
    expect(contents(first)).toEqual(contents(second));
  });

  test('a change made knowing the other is no conflict, whatever the clocks say', async () => {
    const [first, second] = await twoHomes(url);
    change(first, "UPDATE cards SET answer = 'one' WHERE id = 'card-1'");
    await sync(first);
    await sync(second);
    change(second, "INSERT INTO sync_state VALUES ('now', '1000')");
    change(second, "UPDATE cards SET answer = 'two' WHERE id = 'card-1'");
    change(second, "DELETE FROM sync_state WHERE key = 'now'");
    expect(await sync(second)).toMatchObject({ conflicts: 0 });
    expect(await sync(first)).toMatchObject({ pulled: 1, conflicts: 0 });
    expect(rows(first, "SELECT answer FROM cards WHERE id = 'card-1'")).toEqual([
      { answer: 'two' },
    ]);
    expect(contents(first)).toEqual(contents(second));
  });
});

describe('what cannot be sent', () => {
  test('is named, stays, and keeps nothing else back', async () => {
    const [first, second] = await twoHomes(url);
    change(first, `UPDATE sessions SET notes = '${'x'.repeat(70_000)}' WHERE id = 's0'`);
    change(first, `UPDATE sessions SET notes = '${'x'.repeat(950_000)}' WHERE id = 's1'`);
    change(first, "UPDATE sessions SET start_time = 'some day' WHERE id = 's2'");
    change(first, "UPDATE sessions SET notes = 'fine' WHERE id = 's3'");
    writeFileSync(join(first, 'plans', 'broken.md'), '---\nid: broken\n');
    const { code, stdout, stderr } = await runCli(['sync', '--json'], { home: first });
    expect(code).toBe(4);
    const { rejected, pushed, plans_left_alone } = JSON.parse(stdout);
    expect(pushed).toBe(1);
    expect(rejected.map(({ id, code }: Synced['rejected'][0]) => [id, code]).sort()).toEqual([
      ['s0', 'invalid_record'],
      ['s1', 'record_too_large'],
      ['s2', 'invalid_record'],
    ]);
    expect(plans_left_alone).toMatchObject([{ id: 'broken' }]);
    expect(stderr).toContain('plans/broken.md, line 1');
    await sync(second);
    expect(rows(second, "SELECT notes FROM sessions WHERE id = 's3'")).toEqual([{ notes: 'fine' }]);
    change(first, "UPDATE sessions SET notes = 'shorter' WHERE id IN ('s0', 's1')");
    change(first, "UPDATE sessions SET start_time = '2024-01-15 10:00:00+00:00' WHERE id = 's2'");
    rmSync(join(first, 'plans', 'broken.md'));
    expect(await sync(first)).toMatchObject({ pushed: 3, rejected: [] });
  });

  test('waits on, also under an id that is too long', async () => {
    const [first] = await twoHomes(url);
    const id = 'i'.repeat(250);
    change(first, `UPDATE cards SET id = '${id}' WHERE id = 'card-1'`);
    for (let times = 0; times < 2; times++) {
      const { code, stdout } = await runCli(['sync', '--json'], { home: first });
      expect(code).toBe(4);
      expect(JSON.parse(stdout).rejected).toMatchObject([{ id, code: 'invalid_record' }]);
    }
    expect(rows(first, 'SELECT id FROM versions WHERE dirty = 1')).toEqual([{ id }]);
  });

  test('a newer plan waits while the file here cannot be read', async () => {
    const [first, second] = await twoHomes(url);
    writeFileSync(planPath(first), FRENCH.replace('not-started', 'completed'));
    await sync(first);
    const broken = FRENCH.replace('not-started', 'nearly');
    writeFileSync(planPath(second), broken);
    expect((await runCli(['sync'], { home: second })).code).toBe(4);
    expect(readFileSync(planPath(second), 'utf8')).toBe(broken);
    const mended = FRENCH.replace('not-started', 'in-progress');
    writeFileSync(planPath(second), mended);
    expect(await sync(second)).toMatchObject({ pushed: 1, conflicts: 1 });
    await sync(first);
    expect(readFileSync(planPath(first), 'utf8')).toBe(mended);
    expect(contents(first)).toEqual(contents(second));
  });
});

test('a plan file that is gone comes back as last synced', async () => {
  const [first] = await twoHomes(url);
  rmSync(planPath(first));
  expect(await runCli(['sync'], { home: first })).toMatchObject({
    code: 4,
    stdout: 'Nothing else changed.\n',
  });
  await samedi(first, ['plan', 'restore', 'french-b1']);
  expect(readFileSync(planPath(first), 'utf8')).toBe(FRENCH);
  expect(await sync(first)).toMatchObject({ pushed: 0, pulled: 0 });
});

test('a home that knows another history offers all it has, and nothing comes twice', async () => {
  const [first, second] = await twoHomes(url);
  await samedi(first, ['start', 'french-b1']);
  change(first, "UPDATE sync_state SET value = 'another-history' WHERE key = 'epoch'");
  expect(await sync(first)).toMatchObject({ pushed: ALL + 1, conflicts: 0 });
  expect(await sync(second)).toMatchObject({ pulled: 1, conflicts: 0 });
  expect(contents(first)).toEqual(contents(second));
  expect(await sync(first)).toMatchObject({ pushed: 0, pulled: 0 });
});

test('two syncs at once on one home take turns', async () => {
  const [first] = await twoHomes(url);
  change(first, "UPDATE cards SET answer = 'once' WHERE id = 'card-1'");
  const results = await Promise.all([sync(first), sync(first), sync(first)]);
  expect(results.map(({ pushed }) => pushed).sort()).toEqual([0, 0, 1]);
});

test('what the config says about days and weeks travels, once', async () => {
  const email = anyEmail();
  const seen: unknown[] = [];
  const proxy = await startBadServer(async (request, response, body) => {
    const { status, text } = await passOn(url, request, body);
    if (request.url === '/api/sync') seen.push(JSON.parse(body).settings);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(text);
  });
  const home = await newHome();
  writeFirstVersionHome(home);
  const stdin = nextMail(url, email).then(({ token }) => `${token}\n`);
  await runCli(['login', email, '--endpoint', proxy], { home, stdin });
  await sync(home);
  await sync(home);
  expect(seen).toEqual([
    {
      time_zone: 'Europe/Paris',
      week_starts_on: 0,
      day_starts_at_minutes: 0,
      weekly_goal_minutes: null,
    },
    undefined,
  ]);
});

test('sync push --all offers everything, which changes nothing', async () => {
  const [first, second] = await twoHomes(url);
  expect(await samediJson(first, ['sync', 'push', '--all'])).toMatchObject({ conflicts: 0 });
  expect(await sync(second)).toMatchObject({ pulled: 0 });
  expect(contents(first)).toEqual(contents(second));
});

test('signing in as somebody else offers them the records, and no deletions', async () => {
  const [first] = await twoHomes(url);
  change(first, "DELETE FROM cards WHERE id = 'card-2'");
  await signedInHome(url, anyEmail(), first);
  expect(await sync(first)).toMatchObject({ pushed: ALL - 1, conflicts: 0 });
});
