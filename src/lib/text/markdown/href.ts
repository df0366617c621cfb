/** `text` as an absolute address of the web or of mail; null for all else, as `javascript:`. */
export function safeHref(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : null;
}
