/** The mail with a sign-in link. Nothing in it was written by whoever asked: it may be a stranger. */
import type { Mail } from './mail.ts';

interface SignIn {
  email: string;
  client: 'browser' | 'cli';
  token: string;
  /** Without a slash at the end. */
  appUrl: string;
}

export function signInMail({ email, client, token, appUrl }: SignIn): Mail {
  const link = `${appUrl}/auth/verify?token=${token}`;
  return { to: email, ...(client === 'cli' ? terminalMail(link, token) : browserMail(link)) };
}

type Content = Omit<Mail, 'to'>;

function browserMail(link: string): Content {
  return compose('Sign in to Samedi', [
    'Open this link and press the button on the page. It works once, for 15 minutes:',
    { link },
    'If you did not ask for it, there is nothing to do: without the link nobody gets in.',
  ]);
}

function terminalMail(link: string, token: string): Content {
  return compose('Sign your terminal in to Samedi', [
    'Open this link and type in the code that your terminal shows. It works once, for 15 minutes:',
    { link },
    'No browser at hand? Paste this at the prompt in your terminal instead:',
    { token },
    'If you did not ask for it, there is nothing to do. Type in no code that somebody else gives you, and pass nothing in this mail on.',
  ]);
}

type Paragraph = string | { link: string } | { token: string };

function compose(subject: string, paragraphs: Paragraph[]): Content {
  return {
    subject,
    text: `${paragraphs.map(asText).join('\n\n')}\n`,
    html: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="font: 16px/1.5 sans-serif; max-width: 36em">
<h1 style="font-size: 20px">${escapeHtml(subject)}</h1>
${paragraphs.map(asHtml).join('\n')}
</body>
</html>
`,
  };
}

function asText(paragraph: Paragraph): string {
  if (typeof paragraph === 'string') return paragraph;
  return 'link' in paragraph ? paragraph.link : paragraph.token;
}

function asHtml(paragraph: Paragraph): string {
  const text = escapeHtml(asText(paragraph));
  if (typeof paragraph === 'string') return `<p>${text}</p>`;
  return 'link' in paragraph
    ? `<p><a href="${text}">${text}</a></p>`
    : `<p><code>${text}</code></p>`;
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
