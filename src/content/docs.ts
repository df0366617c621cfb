/** The texts of `/docs`, in the order in which they are listed. */
import type { MarkdownInstance } from 'astro';

export type Text = MarkdownInstance<{ title: string; order: number; description: string }>;

// biome-ignore lint/plugin/no-import-types: these are the texts, and no code.
const files = import.meta.glob<Text>('./docs/*.md', { eager: true });

export const texts = Object.entries(files)
  .map(([path, text]) => ({ text, name: path.replace(/^.*\/|\.md$/g, '') }))
  .map(({ text, name }) => ({ text, page: name === 'index' ? undefined : name }))
  .map(({ text, page }) => ({ text, page, href: page ? `/docs/${page}` : '/docs' }))
  .toSorted((a, b) => a.text.frontmatter.order - b.text.frontmatter.order);
