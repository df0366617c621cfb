import { expect, test } from 'vitest';
import { pageAfterSignIn, signInFor } from '../../src/lib/queries/page-after-sign-in.ts';

test.each([
  '/',
  '/plans',
  '/plans/french-b1',
  '/days/2026-11-21',
  '/stats?range=year&plan=french-b1',
  '/settings#address',
  '/sessions?before=2026-11-21T09%3A00',
])('sign-in ends at %s, where that was asked for', (page) => {
  expect(pageAfterSignIn(page)).toBe(page);
});

test.each([
  null,
  undefined,
  '',
  'https://evil.example/plans',
  '//evil.example',
  '/\\evil.example',
  '/plans\\..\\evil',
  '/plans/../../evil',
  '/@evil.example',
  '/login?next=/plans',
  '/auth/logout',
  '/api/account/export',
  '/plans?a\r\nset-cookie: x',
  'javascript:alert(1)',
  `/plans?${'x'.repeat(500)}`,
])('sign-in ends at the dashboard for %j', (asked) => {
  expect(pageAfterSignIn(asked)).toBe('/');
});

test('a page leads to sign-in, and sign-in back to it', () => {
  const url = new URL('https://samedi.example/plans/french-b1?chunks=2');
  const there = signInFor(url);
  expect(there).toBe('/login?next=%2Fplans%2Ffrench-b1%3Fchunks%3D2');
  const next = new URL(there, url).searchParams.get('next');
  expect(pageAfterSignIn(next)).toBe('/plans/french-b1?chunks=2');
  expect(signInFor(new URL('/', url))).toBe('/login');
});
