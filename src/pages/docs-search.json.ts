/** What the docs say, section by section, for the search on their pages. */
import { sectionsOf } from '../components/docs/sections.ts';
import { texts } from '../content/docs.ts';

export const prerender = true;

export async function GET(): Promise<Response> {
  const sections = await Promise.all(
    texts.map(async ({ text, href }) =>
      sectionsOf({ href, title: text.frontmatter.title, html: await text.compiledContent() }),
    ),
  );
  return Response.json(sections.flat());
}
