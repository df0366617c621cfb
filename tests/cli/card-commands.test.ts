import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { change, errorOf, newHome, rows, samedi, samediJson } from '../support/cli/homes.ts';

/** Saturday 21 November 2026, 09:00 in Paris. */
const now = { SAMEDI_NOW: String(Date.UTC(2026, 10, 21, 8)) };

interface Card {
  id: string;
  question: string;
  tags: string[];
}

async function homeWithPlan(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  return home;
}

const list = async (home: string, ...args: string[]) =>
  (await samediJson<{ cards: Card[] }>(home, ['card', 'list', ...args], now)).cards;

const fileIn = (home: string, name: string, content: string | Buffer) => {
  writeFileSync(join(home, name), content);
  return join(home, name);
};

const importText = (home: string, name: string, text: string, ...flags: string[]) =>
  samediJson(home, ['card', 'import', 'french-b1', fileIn(home, name, text), ...flags], now);

const dirty = (home: string) =>
  rows(home, "SELECT id FROM versions WHERE dirty = 1 AND kind = 'cards'").length;

describe('card edit and card delete', () => {
  test('an edit changes what is named, and leaves the schedule and the reviews', async () => {
    const home = await homeWithPlan();
    const rated = await samediJson(home, ['card', 'rate', 'card-1', '3'], now);
    const edit = ['--question', ' Et toi? ', '--tag', 'b', '--chunk', '2'];
    const edited = await samediJson<object>(home, ['card', 'edit', 'card-1', ...edit], now);
    const changes = { question: 'Et toi?', tags: ['b'], chunk_id: 'chunk-002' };
    expect(edited).toEqual({ ...(rated as object), ...changes });
    const emptied = await samediJson(home, ['card', 'edit', 'card-1', '--tag', '', '--chunk', '']);
    expect(emptied).toEqual({ ...edited, tags: [], chunk_id: null });
    expect(rows(home, 'SELECT card_id FROM reviews')).toEqual([{ card_id: 'card-1' }]);
  });

  test('a deleted card takes its reviews along, and both are told to the server', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['card', 'rate', 'card-1', '3'], now);
    expect((await samedi(home, ['card', 'delete', 'card-1'])).stdout).toMatch(/^Deleted card-1: /);
    expect(rows(home, "SELECT id FROM cards WHERE id = 'card-1'")).toEqual([]);
    expect(rows(home, 'SELECT id FROM reviews')).toEqual([]);
    expect(
      rows(home, 'SELECT kind FROM versions WHERE deleted = 1 AND dirty = 1 ORDER BY kind'),
    ).toEqual([{ kind: 'cards' }, { kind: 'reviews' }]);
  });

  test.each([
    [['edit', 'card-1'], 2],
    [['edit', 'card-1', '--question', ' '], 4],
    [['edit', 'card-1', '--chunk', 'nowhere'], 6],
    [['edit', 'nobody', '--tag', 'a'], 6],
    [['delete', 'nobody'], 6],
  ])('%j ends with exit code %d, and changes nothing', async (args, exit) => {
    const home = await homeWithPlan();
    const before = rows(home, 'SELECT * FROM cards');
    expect(await errorOf(home, ['card', ...args])).toMatchObject({ exit });
    expect(rows(home, 'SELECT * FROM cards')).toEqual(before);
  });
});

describe('card add', () => {
  test('adds a card that is due today', async () => {
    const home = await homeWithPlan();
    const args = ['french-b1', ' Oui? ', 'Yes', '--chunk', '2', '--tag', 'a', '--tag', 'b c'];
    expect(await samediJson(home, ['card', 'add', ...args], now)).toMatchObject({
      plan_id: 'french-b1',
      chunk_id: 'chunk-002',
      question: 'Oui?',
      answer: 'Yes',
      tags: ['a', 'b c'],
      ease_factor: 2.5,
      repetitions: 0,
      next_review: '2026-11-21',
      last_review: null,
    });
    expect(rows(home, "SELECT tags FROM cards WHERE question = 'Oui?'")).toEqual([
      { tags: '["a","b c"]' },
    ]);
  });

  test.each([
    [['spanish', 'q', 'a'], 6],
    [['french-b1', ' ', 'a'], 4],
    [['french-b1', 'q', 'x'.repeat(65_537)], 4],
    [['french-b1', 'q'], 2],
  ])('%#: a bad one ends with its exit code', async (args, exit) => {
    const error = await errorOf(await homeWithPlan(), ['card', 'add', ...args]);
    expect(error).toMatchObject({ exit });
    expect(error.next).toBeTruthy();
  });
});

describe('card list', () => {
  test('is by due date, and goes by plan, tag, due and number', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['card', 'add', 'french-b1', 'Oui?', 'Yes', '--tag', 'b'], now);
    change(home, "UPDATE cards SET next_review = '2027-01-01' WHERE id = 'card-2'");
    const questions = async (...args: string[]) =>
      (await list(home, ...args)).map((card) => card.question);
    expect(await questions()).toEqual(['Bonjour?', 'Oui?', 'Merci?']);
    expect(await questions('french')).toHaveLength(3);
    expect(await questions('--due')).toEqual(['Bonjour?', 'Oui?']);
    expect(await questions('--tag', 'b')).toEqual(['Bonjour?', 'Oui?']);
    expect(await questions('--tag', 'b', '--tag', 'a')).toEqual(['Bonjour?']);
    expect(await questions('--limit', '1')).toEqual(['Bonjour?']);
    const { stdout } = await samedi(home, ['card', 'list', '--limit', '1'], now);
    expect(stdout).toBe('card-1  due  french-b1  Bonjour?  a, b\n');
  });
});

const MARKDOWN = `## Card 1 {#card-001}
**Q**: un
**A**: one
**Tags**: number
**Source**: Chunk 2

## Card 2
**Q**: deux
**A**: two
`;

describe('card import', () => {
  test('twice adds nothing twice, and changes nothing', async () => {
    const home = await homeWithPlan();
    const files: [string, string][] = [
      ['cards.md', MARKDOWN],
      ['cards.txt', '#guid column:1\nab&c\ttrois\tthree\n'],
      ['cards.csv', 'question,answer,tags\nquatre,four,"a, b"\nquatre,four,\n'],
    ];
    for (const [name, text] of files) {
      expect(await importText(home, name, text)).not.toMatchObject({ added: 0 });
    }
    expect(await list(home)).toHaveLength(6);
    const before = rows(home, 'SELECT * FROM cards');
    change(home, 'UPDATE versions SET dirty = 0');
    for (const [name, text] of files) {
      expect(await importText(home, name, text)).toMatchObject({ added: 0, changed: 0 });
    }
    expect(rows(home, 'SELECT * FROM cards')).toEqual(before);
    expect(dirty(home)).toBe(0);
  });

  test('makes the same records on every device', async () => {
    const homes = [await homeWithPlan(), await homeWithPlan()] as const;
    for (const home of homes) await importText(home, 'cards.md', MARKDOWN);
    const ids = (home: string) => rows(home, 'SELECT id FROM cards ORDER BY id');
    expect(ids(homes[0])).toEqual(ids(homes[1]));
  });

  test('of a changed file changes the card, and keeps its schedule', async () => {
    const home = await homeWithPlan();
    await importText(home, 'cards.md', MARKDOWN);
    change(home, "UPDATE cards SET repetitions = 5 WHERE question = 'un'");
    const changed = MARKDOWN.replace('one', 'one (a number)');
    expect(await importText(home, 'cards.md', changed)).toEqual({
      plan_id: 'french-b1',
      added: 0,
      changed: 1,
      unchanged: 1,
      left_out: [],
      notes: [],
      dry_run: false,
    });
    expect(
      rows(home, "SELECT answer, repetitions, chunk_id FROM cards WHERE question = 'un'"),
    ).toEqual([{ answer: 'one (a number)', repetitions: 5, chunk_id: 'chunk-002' }]);
  });

  test.each([
    ['cards.md', '## Card 1\n**Q**: a\n', 'cards_file_invalid', 'line 1: the card has no answer.'],
    ['cards.csv', 'question,answer\nok,fine\n ,a\n', 'cards_file_invalid', 'line 3: there is no q'],
    ['cards.doc', 'x', 'usage', 'tells no format'],
  ])('a bad %s is named, and nothing of it is kept', async (name, text, code, message) => {
    const home = await homeWithPlan();
    writeFileSync(join(home, name), text);
    const error = await errorOf(home, ['card', 'import', 'french-b1', join(home, name)]);
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
    expect(error.next).toBeTruthy();
    expect(rows(home, 'SELECT count(*) AS n FROM cards')).toEqual([{ n: 2 }]);
  });
});

describe('a second file of cards', () => {
  const deck = (...cards: [string, string][]) =>
    cards.map(([q, a], at) => `## Card ${at} {#card-${at}}\n**Q**: ${q}\n**A**: ${a}\n`).join('\n');

  test('that numbers its cards alike adds its own, in any order, and takes no schedule', async () => {
    const [home, other] = [await homeWithPlan(), await homeWithPlan()];
    const numbers = deck(['un', 'one'], ['vrai?', 'yes']);
    const colours = deck(['rouge', 'red'], ['faux?', 'yes']);
    for (const text of [numbers, colours]) await importText(home, 'a.md', text);
    for (const text of [colours, numbers]) await importText(other, 'a.md', text);
    const all = (where: string) => rows(where, 'SELECT id, question FROM cards ORDER BY id');
    expect(all(home)).toHaveLength(6);
    expect(all(other)).toEqual(all(home));
    change(home, "UPDATE cards SET repetitions = 5 WHERE question = 'un'");
    const edited = numbers.replace('un', 'rien').replace('one', 'nothing');
    expect(await importText(home, 'a.md', edited)).toMatchObject({ added: 1, changed: 0 });
    const [un] = rows(home, "SELECT answer, repetitions FROM cards WHERE question = 'un'");
    expect(un).toEqual({ answer: 'one', repetitions: 5 });
  });

  test('with another question under an id and answer says so, and takes it with --update', async () => {
    const home = await homeWithPlan();
    await importText(home, 'a.md', deck(['un', 'one']));
    const corrected = deck(['un, une', 'one']);
    expect(await importText(home, 'a.md', corrected, '--dry-run')).toMatchObject({
      added: 1,
      notes: [{ line: 1, text: expect.stringContaining('card-0 was "un" before') }],
      dry_run: true,
    });
    expect(await importText(home, 'a.md', corrected, '--update')).toMatchObject({
      added: 0,
      changed: 1,
      notes: [],
    });
    expect(await list(home)).toHaveLength(3);
  });
});

describe('card import of what cannot be read whole', () => {
  const text = 'question,answer\nun,one\nbonjour,hello, good morning\nmerci\n';

  test('imports nothing and names every fault; --skip imports the rest, --dry-run looks', async () => {
    const home = await homeWithPlan();
    const args = ['card', 'import', 'french-b1', fileIn(home, 'a.csv', text)];
    const error = await errorOf(home, args);
    expect(error).toMatchObject({ exit: 4, code: 'cards_file_invalid' });
    expect(error.message).toMatch(/line 3: it has 3 cells[\s\S]*line 4: there is no answer\./);
    expect(error.next).toContain('--skip');
    const look = await errorOf(home, [...args, '--dry-run']);
    expect(look).toMatchObject({ exit: 4, message: error.message });
    expect(await list(home)).toHaveLength(2);
    expect(await samediJson(home, [...args, '--skip'])).toMatchObject({
      added: 1,
      left_out: [{ line: 3 }, { line: 4, text: 'there is no answer.' }],
    });
    const { stderr, stdout } = await samedi(home, [...args, '--skip']);
    expect(stderr).toMatch(/a\.csv, left out: line 3: [\s\S]*a\.csv, left out: line 4: /);
    expect(stdout).toBe(
      'Added 0 cards to French B1 Mastery; 0 changed, 1 there already, 2 left out.\n',
    );
  });

  test('says what was guessed', async () => {
    const home = await homeWithPlan();
    const file = fileIn(home, 'a.txt', 'un|one\n');
    const { stderr } = await samedi(home, ['card', 'import', 'french-b1', file]);
    expect(stderr).toBe(`${file}, line 1: "|" is taken for what stands between cells.\n`);
  });

  test('takes columns that the command line names', async () => {
    const home = await homeWithPlan();
    const csv = 'un,1,one\n';
    expect(await importText(home, 'a.csv', csv, '--columns', 'q,-,a')).toMatchObject({ added: 1 });
    const file = join(home, 'a.csv');
    const wrong = await errorOf(home, ['card', 'import', 'fr', file, '--columns', 'question,x']);
    expect(wrong).toMatchObject({ exit: 2, message: 'There is no column "x".' });
  });

  test('reads UTF-16 where a mark tells it', async () => {
    const home = await homeWithPlan();
    const file = fileIn(home, 'a.txt', Buffer.from('\uFEFFété\tsummer\r\n', 'utf16le'));
    await samedi(home, ['card', 'import', 'french-b1', file]);
    expect((await list(home)).map(({ question }) => question)).toContain('été');
  });
});

describe('card export', () => {
  test.each(['markdown', 'csv'])('as %s comes back whole into another home', async (format) => {
    const [home, other] = [await homeWithPlan(), await homeWithPlan()];
    await importText(home, 'cards.md', MARKDOWN);
    const ending = format === 'csv' ? 'csv' : 'md';
    const file = join(home, `out.${ending}`);
    const args = ['card', 'export', 'french-b1'];
    const { stdout } = await samedi(home, [...args, '--format', format], now);
    await samedi(home, [...args, '--out', file], now);
    expect(readFileSync(file, 'utf8')).toBe(stdout);
    await samedi(other, ['card', 'import', 'french-b1', file], now);
    const all = (where: string) => list(where, 'french-b1', '--limit', '0');
    expect(new Set(await all(other))).toEqual(new Set(await all(home)));
    change(home, 'UPDATE versions SET dirty = 0');
    await samedi(home, ['card', 'import', 'french-b1', file], now);
    expect(dirty(home)).toBe(0);
  });

  test('for Anki keeps ids and tags', async () => {
    const home = await homeWithPlan();
    await samedi(home, ['card', 'add', 'french-b1', 'a\tb', '#c', '--tag', 'x y'], now);
    const { stdout } = await samedi(home, ['card', 'export', 'french-b1', '--format', 'anki']);
    expect(stdout).toContain('card-1\tBonjour?\tHello\ta b\n');
    expect(stdout).toContain('\t"a\tb"\t"#c"\tx_y\n');
    const file = join(home, 'anki.txt');
    writeFileSync(file, stdout);
    expect(await samediJson(home, ['card', 'import', 'french-b1', file])).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 3,
    });
  });

  test('into a place that is not there leaves nothing', async () => {
    const home = await homeWithPlan();
    const file = join(home, 'nowhere', 'cards.md');
    expect(await errorOf(home, ['card', 'export', 'french-b1', '--out', file])).toMatchObject({
      exit: 4,
      code: 'invalid_input',
    });
    expect(existsSync(file)).toBe(false);
  });
});
