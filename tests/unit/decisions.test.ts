import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';

const folder = inRoot('docs/decisions');
const files = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .sort();
const numberOf = (file: string) => file.slice(0, 3);
const rows = readFileSync(`${folder}/README.md`, 'utf8')
  .split('\n')
  .filter((line) => /^\| \[/.test(line))
  .map((line) => /^\| \[(\d{3})\]\((.+)\) \| (.+) \| (.+) \|$/.exec(line)?.slice(1) ?? line);

test('the index of decisions lists every file once, in order, by its number and title', () => {
  const titled = files.map((file) => {
    const [, number, title] = /^# (\d{3}):? (.+)/.exec(readFileSync(`${folder}/${file}`, 'utf8'))!;
    return [number, file, title];
  });
  expect(rows.map((row) => row.slice(0, 3))).toEqual(titled);
  expect(new Set(files.map(numberOf)).size).toBe(files.length);
});

test('each decision is proposed, accepted, or amended, completed or superseded by a later one', () => {
  for (const [number, , , state] of rows) {
    expect(state).toMatch(/^(proposed|accepted)$|^(amended|completed|superseded) by \d{3}/);
    for (const [later] of state!.matchAll(/\b\d{3}\b/g)) {
      expect(files.map(numberOf)).toContain(later);
      expect(later > number!).toBe(true);
    }
  }
});
