import type { Page } from '@playwright/test';
import { ageLink } from '../support/age-link.ts';
import { expectNoBarriers, expectWordsApart } from '../support/e2e/barriers.ts';
import { expect, test } from '../support/e2e/fixtures.ts';
import { askForLink } from '../support/e2e/links.ts';
import { newestMail } from '../support/mail.ts';

const heading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

test('a learner signs in by the link in the mail', async ({ page, url, email }) => {
  const mail = await askForLink(page, url, email);
  expect(mail.link).toBe(`${url}/auth/verify?token=${mail.token}`);
  await page.goto(mail.link);
  await heading(page, 'Sign in to Samedi');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/`);
  const cookies = await page.context().cookies();
  expect(cookies).toMatchObject([{ name: 'samedi', httpOnly: true, sameSite: 'Lax', path: '/' }]);
  await page.goto('/login');
  await page.waitForURL(`${url}/`);
});

test('opening the link by GET or HEAD, any number of times, spends nothing', async ({
  page,
  request,
  url,
  email,
}) => {
  const { link } = await askForLink(page, url, email);
  const statuses = new Set<number>();
  for (let i = 0; i < 50; i++) {
    statuses.add((await (i % 2 ? request.get(link) : request.head(link))).status());
  }
  expect([...statuses]).toEqual([200]);
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/`);
});

test('the page of a link is kept by nobody', async ({ page, request, url, email }) => {
  const { link } = await askForLink(page, url, email);
  const headers = (await request.get(link)).headers();
  expect(headers['cache-control']).toContain('no-store');
  expect(headers['referrer-policy']).toBe('same-origin');
  await page.goto(link);
  expect(headers['content-security-policy']).not.toContain('http');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('signing in works too', async ({ page, url, email }) => {
    const { link } = await askForLink(page, url, email);
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${url}/`);
    expect(await page.context().cookies()).toHaveLength(1);
  });
});

test.describe('a mail that is read elsewhere', () => {
  test.use({ javaScriptEnabled: false });

  test('wants its code there, says whose sign-in it is, and signs in where it is read', async ({
    page,
    browser,
    url,
    email,
  }) => {
    const { link, code } = await askForLink(page, url, email);
    const elsewhere = await (await browser.newContext()).newPage();
    await elsewhere.goto(link);
    await expect(elsewhere.getByRole('main')).toContainText(`You sign in as ${email}`);
    const press = () => elsewhere.getByRole('button', { name: 'Sign in' }).click();
    await elsewhere.locator('form').evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await press();
    await expect(elsewhere.getByRole('alert')).toContainText('The code is missing');
    await elsewhere.getByLabel('Code from the mail').fill(code.replace(/.$/, (d) => `${9 - +d}`));
    await press();
    await expect(elsewhere.getByRole('alert')).toContainText('4 tries are left');
    await elsewhere.getByLabel('Code from the mail').fill(code);
    await press();
    await elsewhere.waitForURL(`${url}/`);
    await elsewhere.context().close();
  });

  test('lets in by its code, typed where the link was asked for', async ({ page, url, email }) => {
    const { code } = await askForLink(page, url, email);
    await page.goto('/login');
    await heading(page, 'Look at your mail');
    await page.getByLabel('Code from the mail').fill('1');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText('4 tries are left');
    await page.getByLabel('Code from the mail').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${url}/`);
    expect(await page.context().cookies()).toMatchObject([{ name: 'samedi' }]);
  });
});

test('sign-in ends at the page that was asked for first', async ({ page, url, email }) => {
  await page.goto('/stats?range=2026');
  await page.waitForURL('**/login?next=*');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await heading(page, 'Look at your mail');
  await page.goto((await newestMail(url, email)).link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/stats?range=2026`);
  await page.goto('/login?next=//evil.example');
  await page.waitForURL(`${url}/`);
});

test.describe('in Tokyo', () => {
  test.use({ timezoneId: 'Asia/Tokyo' });

  test("a new account's days begin where the browser is", async ({ page, url, email }) => {
    await page.goto((await askForLink(page, url, email)).link);
    await expect(page.locator('input[name=time_zone]')).toHaveValue('Asia/Tokyo');
  });
});

test.describe('a link that does not work', () => {
  test('a wrong one says so, and leads back to sign-in', async ({ page }) => {
    const response = await page.goto('/auth/verify?token=wrong');
    expect(response?.status()).toBe(400);
    await heading(page, 'This link is not valid');
    await page.getByRole('link', { name: 'Go to sign-in' }).click();
    await heading(page, 'Sign in');
    await page.goto('/auth/verify');
    await heading(page, 'This link is not valid');
  });

  test('a used one says so, opened again or posted again', async ({ page, url, email }) => {
    const { link } = await askForLink(page, url, email);
    const second = await page.context().newPage();
    await second.goto(link);
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${url}/`);
    await page.context().clearCookies();
    await second.getByRole('button', { name: 'Sign in' }).click();
    await heading(second, 'This link was used already');
    expect((await page.goto(link))?.status()).toBe(410);
    await heading(page, 'This link was used already');
  });

  test('a used one leads to the dashboard where it signed in', async ({ page, url, email }) => {
    const { link } = await askForLink(page, url, email);
    const second = await page.context().newPage();
    await second.goto(link);
    for (const each of [page, second]) {
      if (each === page) await page.goto(link);
      await each.getByRole('button', { name: 'Sign in' }).click();
      await each.waitForURL(`${url}/`);
    }
    await page.goto(link);
    await page.waitForURL(`${url}/`);
  });

  test('an expired one says so, opened or posted', async ({ page, url, email }) => {
    const { link, token } = await askForLink(page, url, email);
    await page.goto(link);
    await ageLink(url, token, 15);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await heading(page, 'This link has expired');
    expect((await page.goto(link))?.status()).toBe(410);
    await heading(page, 'This link has expired');
    const names = (await page.context().cookies()).map(({ name }) => name);
    expect(names).toEqual(['samedi-asked']);
  });
});

test('what is no address is sent back to be mended', async ({ page }) => {
  await page.goto('/login');
  // The browser would refuse it first.
  await page.locator('form').evaluate((form: HTMLFormElement) => {
    form.noValidate = true;
  });
  await page.getByLabel('E-mail address').fill('ada at example');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('alert')).toContainText('does not look like an e-mail address');
  await expect(page.getByLabel('E-mail address')).toHaveValue('ada at example');
});

test('the sixth link within 15 minutes is refused, and says when to come back', async ({
  page,
  url,
  email,
}) => {
  for (let i = 0; i < 5; i++) await askForLink(page, url, email);
  await page.goto('/login?ask');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByRole('alert')).toContainText(/Try again in 1[345] minutes\./);
});

test("a form on another site can't sign anybody in", async ({ page, request, url, email }) => {
  const { token, link } = await askForLink(page, url, email);
  const response = await request.post('/auth/verify', {
    form: { token },
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(response.status()).toBe(403);
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/`);
});

test.describe('a terminal', () => {
  async function startTerminal(url: string, email: string) {
    const post = (path: string, body: unknown) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const asked = await post('/api/auth/magic-link', { email, client: 'cli' });
    const { code, poll_token } = (await asked.json()) as { code: string; poll_token: string };
    return { code, poll: () => post('/api/auth/poll', { poll_token }) };
  }

  test('is let in by the code typed in, and the browser is not', async ({ page, url, email }) => {
    const { code, poll } = await startTerminal(url, email);
    await page.goto((await newestMail(url, email)).link);
    await heading(page, 'Sign your terminal in');
    await expect(page.getByRole('main')).toContainText(email);
    await page.getByLabel('Code').fill('QQQQ-22');
    await page.getByRole('button', { name: 'Sign the terminal in' }).click();
    await expect(page.getByRole('alert')).toContainText('4 tries are left');
    expect((await poll()).status).toBe(202);
    await page.getByLabel('Code').fill(code.toLowerCase().replace('-', ' '));
    await page.getByRole('button', { name: 'Sign the terminal in' }).click();
    await heading(page, 'Your terminal is signed in');
    await expectWordsApart(page);
    expect(await page.context().cookies()).toEqual([]);
    const signedIn = await poll();
    expect(signedIn.status).toBe(200);
    expect(await signedIn.json()).toMatchObject({ email });
  });

  test('is called what it calls itself, as a quotation', async ({ page, url, email }) => {
    const device_name = '<b>Samedi</b>\u202e needs you: \u2066call 555';
    await fetch(`${url}/api/auth/magic-link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, client: 'cli', device_name }),
    });
    await page.goto((await newestMail(url, email)).link);
    await expect(page.locator('q')).toHaveText('<b>Samedi</b> needs you: call 555');
    await expect(page.getByRole('main')).toContainText('Anybody can type any name.');
    await expectNoBarriers(page);
  });

  test('is not let in after five wrong codes', async ({ page, url, email }) => {
    const { poll } = await startTerminal(url, email);
    await page.goto((await newestMail(url, email)).link);
    for (let i = 0; i < 5; i++) {
      await page.getByLabel('Code').fill('QQQQ-22');
      await page.getByRole('button', { name: 'Sign the terminal in' }).click();
    }
    await expect(page.getByRole('main')).toContainText('the code was wrong 5 times');
    expect((await poll()).status).toBe(410);
  });
});

test('signing out ends it for this browser, also for a copy of its cookie', async ({
  page,
  url,
  email,
  signInBrowser,
}) => {
  await signInBrowser(page, email);
  const cookies = await page.context().cookies();
  const out = await page.request.post('/auth/logout', {
    headers: { origin: url },
    maxRedirects: 0,
  });
  expect([out.status(), out.headers().location]).toEqual([303, '/']);
  expect(await page.context().cookies()).toEqual([]);
  await page.context().addCookies(cookies);
  await page.goto('/login');
  await heading(page, 'Sign in');
});
