/** What learners wrote, as pages show it. */
import type { SessionData } from '../../src/lib/wire/records.ts';
import { expect, test } from '../support/e2e/fixtures.ts';
import { openAs } from '../support/e2e/learners.ts';
import { strangeReader } from '../support/e2e/readers.ts';

const note = `Read [chapter 4](https://doc.rust-lang.org) and ~~5~~

## Left

- why does *this* move?
- \\(\\frac{a}{b}\\)

\`\`\`rust
fn main() {
    println!("hi");
}
\`\`\`

| a | b |
|---|---|
| 1 | <b>2</b> |
`;

function withNotes(...notes: string[]) {
  const records = strangeReader();
  const { hebrew } = records.sessions as { hebrew: SessionData };
  const written = notes.map((text, at): [string, SessionData] => [
    `written-${at}`,
    { ...hebrew, started_at: hebrew.started_at + 1 + at, notes: text, artifacts: [] },
  ]);
  return { ...records, sessions: { ...records.sessions, ...Object.fromEntries(written) } };
}

test('a note has its lists, code, tables and headings, and its math as written', async ({
  page,
  email,
}) => {
  await openAs(page, email, withNotes(note));
  await page.goto('/sessions');
  const session = page.locator('details', { hasText: 'Read chapter 4' });
  await session.locator('summary').click();
  await expect(session.locator('summary').getByRole('link')).toHaveAttribute(
    'href',
    'https://doc.rust-lang.org/',
  );
  await expect(session.locator('s')).toHaveText('5');
  await expect(session.getByRole('heading', { level: 4 })).toHaveText('Left');
  await expect(session.locator('li')).toHaveText(['why does this move?', '\\(\\frac{a}{b}\\)']);
  expect(await session.locator('pre code').textContent()).toBe(
    'fn main() {\n    println!("hi");\n}',
  );
  await expect(session.locator('td')).toHaveText(['1', '<b>2</b>']);
});

test('notes that are made to be hard to read are shown, as they are where they are too much', async ({
  page,
  email,
}) => {
  const hard = `${'http://['.repeat(166)}${')'.repeat(2662)}`;
  const much = '*a* '.repeat(16_000);
  await openAs(page, email, withNotes(hard, ...Array.from({ length: 5 }, () => much)));
  await page.goto('/sessions');
  await expect(page.getByText(hard).first()).toBeAttached();
  expect(await page.locator('em').count()).toBeLessThan(10_000);
  await expect(page.getByText('*a* *a*').first()).toBeAttached();
});

test('a plan of many chunks comes in parts, from where the learner is', async ({ page, email }) => {
  const records = strangeReader();
  const chunks = Array.from(
    { length: 15_000 },
    (_, at) => `## Chunk ${at + 1}: C${at + 1}\n${at < 5_000 ? '**Status**: completed\n' : ''}`,
  );
  const content = `---\nid: many\ntitle: Many\n---\n${chunks.join('')}`;
  const many = { ...Object.values(records.plans!)[0]!, title: 'Many', content };
  await openAs(page, email, { ...records, plans: { ...records.plans, many } });
  const answer = await page.goto('/plans/many');
  expect((await answer!.body()).length).toBeLessThan(500_000);
  await expect(page.getByText('Chunks 4,801 to 5,100 of 15,000')).toBeVisible();
  await expect(page.getByText('C5001', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Later chunks' }).click();
  await expect(page.getByText('Chunks 5,101 to 5,400 of 15,000')).toBeVisible();
  await expect(page.getByText('C5101', { exact: true })).toBeVisible();
});
