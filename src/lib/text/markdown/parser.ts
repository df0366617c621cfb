/**
 * markdown-it, set up for texts of learners. Its time is linear in a text's length with these settings: the limit on
 * nesting, no references, and links in running text only where they begin with a scheme.
 */
import MarkdownIt, { type MarkdownIt as Parser } from 'markdown-it';
import { safeHref } from './href.ts';
import { mathBlock, mathInline } from './math.ts';

/** Blocks within blocks, and marks within links. */
const DEEPEST = 20;

/** Cells that a text may have, those counted that a short row leaves out. */
const MOST_CELLS = 10_000;

const parser = setUp();
const withoutTables = setUp().disable('table');

/** `text` with what `&agrave;` and `&#39;` stand for in their place. */
export function decodeEntities(text: string): string {
  return text.replace(/&[a-z#][a-z\d]{1,31};/gi, (entity) => parser.utils.unescapeAll(entity));
}

export function parserFor(text: string): Parser {
  return mayHaveManyCells(text) ? withoutTables : parser;
}

/** A table gets each of its columns in each of its rows, so a short text could make a table of many cells. */
function mayHaveManyCells(text: string): boolean {
  const lines = text.split('\n');
  const columns = lines.map((line) =>
    /[\p{L}\p{N}]/u.test(line) ? 0 : line.split('|').length - 1,
  );
  return columns.reduce((most, count) => Math.max(most, count), 0) * lines.length > MOST_CELLS;
}

function setUp(): Parser {
  const md = new MarkdownIt({ html: false, linkify: true, maxNesting: DEEPEST });
  // Texts are shown one by one, so a definition in one could not be used in another, and would vanish. Learners write
  // entities about as often to speak of them as to use them.
  md.disable(['reference', 'entity']);
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  md.linkify.add('ftp:', null).add('//', null);
  md.validateLink = (address) => safeHref(address) !== null;
  md.normalizeLinkText = (address) => address.replace(/^mailto:/i, '');
  md.inline.ruler.before('escape', 'math', mathInline);
  md.block.ruler.before('fence', 'math', mathBlock, { alt: ['paragraph', 'blockquote', 'list'] });
  keepWhatIsTooDeep(md);
  return md;
}

/** markdown-it leaves out what is nested too deep. */
function keepWhatIsTooDeep({ block }: Parser): void {
  const tokenize = block.tokenize.bind(block);
  block.tokenize = (state, start, end) => {
    if (state.level < DEEPEST) {
      tokenize(state, start, end);
      return;
    }
    state.push('verbatim', '', 0).content = state.getLines(start, end, state.blkIndent, false);
    state.line = end;
  };
}
