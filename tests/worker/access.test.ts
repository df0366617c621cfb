import type { APIRoute } from 'astro';
import { describe, expect, test } from 'vitest';
import { changeSettings } from '../../src/api/account/settings/change.ts';
import { submitForm } from '../../src/api/form.ts';
import { noCost } from '../../src/api/metering.ts';
import { SettingsForm } from '../../src/lib/settings/forms.ts';
import { bare, call } from '../support/worker/route.ts';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;
type Route = Partial<Record<(typeof METHODS)[number], APIRoute>>;

const routes = import.meta.glob<Route>('../../src/pages/api/**/*.ts', { eager: true });
const handlers = Object.entries(routes).flatMap(([path, route]) =>
  METHODS.flatMap((method) => {
    const handler = route[method];
    const name = path.replace('../../src/pages', '').replace(/(\/index)?\.ts$/, '');
    return handler ? [{ handler, method, name }] : [];
  }),
);

const OPEN = ['/api/health', '/api/auth/'];
const closed = handlers.filter(({ name }) => !OPEN.some((open) => name.startsWith(open)));

describe('a stranger', () => {
  test('is met by as many endpoints as there are', () => {
    expect(handlers.length - closed.length).toBe(6);
    expect(closed.length).toBeGreaterThan(20);
  });

  test.each(closed)('is refused by $method $name', async ({ handler, method, name }) => {
    const answer = await call(handler, bare(method, name));
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'not_signed_in' });
  });

  test('is refused by the forms of /settings, which keep what was typed in', async () => {
    const request = new Request('http://localhost:8788/settings', {
      method: 'POST',
      body: new URLSearchParams({ do: 'look', theme: 'dark', streaks: 'shown' }),
    });
    const response = { headers: new Headers(), status: 200 };
    const locals = { requestId: 'test-request', cost: noCost(), identity: null, refusal: null };
    const form = { input: SettingsForm, access: 'device', verb: changeSettings } as const;
    const { error, fields } = await submitForm(
      { request, locals: locals as App.Locals, response },
      form,
    );
    expect(error?.code).toBe('not_signed_in');
    expect(response.status).toBe(401);
    expect(fields).toMatchObject({ do: 'look', theme: 'dark' });
  });
});
