/** Mails as text and as HTML, of the same paragraphs. */
import type { Mail } from './sender.ts';

export type Content = Omit<Mail, 'to'>;

/** A link and a code stand on lines of their own. */
type Paragraph = string | { link: string } | { code: string };

export function compose(subject: string, paragraphs: Paragraph[]): Content {
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
  return 'link' in paragraph ? paragraph.link : paragraph.code;
}

function asHtml(paragraph: Paragraph): string {
  const text = escapeHtml(asText(paragraph));
  if (typeof paragraph === 'string') return `<p>${text}</p>`;
  return 'link' in paragraph
    ? `<p><a href="${text}">${text}</a></p>`
    : `<p style="font: 24px monospace">${text}</p>`;
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
