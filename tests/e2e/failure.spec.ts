import { Problem } from '../../src/lib/wire/problem.ts';
import { expect, test } from '../support/e2e/fixtures.ts';
import { failFor, openAs } from '../support/e2e/learners.ts';
import { runSql } from '../support/explorer.ts';

test('a page that fails says so, helps on, and names the request', async ({ page, url, email }) => {
  await openAs(page, email);
  await failFor(email);
  for (const path of ['/', '/plans', '/stats', '/sessions', '/cards', '/days', '/settings']) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(500);
    expect(response?.headers()['cache-control'], path).toBe('private, no-store');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Something went wrong/);
    const id = response?.headers()['x-request-id'];
    expect(id).toMatch(/^[\da-f-]{36}$/);
    const main = page.getByRole('main');
    await expect(main.locator('code')).toHaveText(id!);
    // Whoever is signed in is not asked to sign in.
    await expect(page.getByRole('banner').getByRole('link')).toHaveText([
      'Samedi',
      'Today',
      'Docs',
    ]);
    // Neither the cause nor where in the code it was.
    await expect(main).not.toContainText(/zone|Nowhere|Error|\.m?js|\bat \S+ \(/);
  }
  await runSql(url, "UPDATE users SET time_zone = 'UTC' WHERE email = ?", [email]);
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
});

test('a part of a page that fails is no success, so that what shows stays; the API tells a problem', async ({
  page,
  email,
}) => {
  await openAs(page, email);
  await failFor(email);
  const part = await page.request.get('/partials/today?seen=');
  expect(part.status()).toBe(500);
  expect(await part.text()).toContain(part.headers()['x-request-id']);
  expect(await part.text()).not.toContain('Nowhere');

  const answer = await page.request.get('/api/stats');
  expect(answer.status()).toBe(500);
  expect(answer.headers()['content-type']).toBe('application/problem+json');
  expect(Problem.parse(await answer.json())).toEqual({
    type: 'about:blank',
    title: 'internal',
    status: 500,
    code: 'internal',
    detail: 'Something went wrong on the server.',
    next: expect.stringContaining('request id'),
    request_id: answer.headers()['x-request-id'],
  });
});
