import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sendByMailgun } from '../../src/api/mail/mailgun.ts';
import type { ServerSettings } from '../../src/api/settings.ts';

const mail = {
  to: 'ada@example.org',
  subject: 'Bonjour – été',
  text: 'Première ligne\n\nhttps://samedi.example/auth/verify?token=a_b-c\n',
  html: '<p>Été &amp; "co"</p>',
};

let server: Server;
let received: Received[];
let answer: { status: number; body: string };

interface Received {
  request: IncomingMessage;
  form: FormData;
}

/**
 * As Mailgun documents POST /v3/{domain}/messages: basic authentication with the user `api`, a multipart form with
 * `from`, `to`, `subject` and at least one part; 200 with an id, or an error as JSON with a `message`.
 */
beforeEach(async () => {
  received = [];
  answer = { status: 200, body: '{"id":"<1@samedi.example>","message":"Queued. Thank you."}' };
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(Buffer.concat(chunks), { headers }).formData();
    received.push({ request, form });
    const complete = ['from', 'to', 'subject', 'text'].every((field) => form.get(field));
    response.statusCode = complete ? answer.status : 400;
    response.setHeader('content-type', 'application/json');
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function settings(changes: Partial<NonNullable<ServerSettings['mailgun']>> = {}) {
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    mailFrom: 'Samedi <hi@samedi.example>',
    mailgun: { apiKey: 'key-123', domain: 'mg.samedi.example', baseUrl, ...changes },
  } as ServerSettings;
}

const send = (changes = {}) =>
  sendByMailgun({ settings: settings(changes) } as Parameters<typeof sendByMailgun>[0], mail);

describe('sending by Mailgun', () => {
  test('posts the message as Mailgun documents it', async () => {
    await send();
    expect(received).toHaveLength(1);
    const { request, form } = received[0]!;
    expect([request.method, request.url]).toEqual(['POST', '/v3/mg.samedi.example/messages']);
    expect(request.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    const credentials = request.headers.authorization?.replace(/^Basic /, '') ?? '';
    expect(Buffer.from(credentials, 'base64').toString()).toBe('api:key-123');
    expect(form.get('from')).toBe('Samedi <hi@samedi.example>');
    expect(form.get('to')).toBe('ada@example.org');
    expect(form.get('subject')).toBe('Bonjour – été');
    expect(form.get('html')).toBe(mail.html);
    // Multipart forms have CRLF line ends, as mail has.
    expect(String(form.get('text')).replaceAll('\r\n', '\n')).toBe(mail.text);
  });

  test('has no link rewritten for tracking', async () => {
    await send();
    expect(received[0]?.form.get('o:tracking')).toBe('no');
  });

  test('takes a base address with a slash at the end', async () => {
    await send({ baseUrl: `${settings().mailgun?.baseUrl}/` });
    expect(received[0]?.request.url).toBe('/v3/mg.samedi.example/messages');
  });

  test.each([
    [401, '{"message":"Invalid private key"}'],
    [400, '{"message":"to parameter is not a valid address"}'],
    [429, '{"message":"Too many requests"}'],
    [500, '<html>oops</html>'],
  ])('rejects with what Mailgun said where it answers %i', async (status, body) => {
    answer = { status, body };
    await expect(send()).rejects.toThrow(`Mailgun answered ${status}: ${body}`);
  });

  test('rejects where nobody answers', async () => {
    const baseUrl = settings().mailgun!.baseUrl;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const unreachable = sendByMailgun(
      {
        settings: {
          mailFrom: 'hi@samedi.example',
          mailgun: { apiKey: 'k', domain: 'd', baseUrl },
        },
      } as Parameters<typeof sendByMailgun>[0],
      mail,
    );
    await expect(unreachable).rejects.toThrow();
  });
});
