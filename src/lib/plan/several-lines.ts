/** Values in a frontmatter that run over several lines, which is more of YAML than we read by ourselves. */
import { isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { Entry } from './frontmatter.ts';
import { invalid, quoted } from './invalid.ts';

/** Characters; the tags that a plan may have are fewer. */
const LONGEST = 65_536;

/** A text that goes on below its key, folded or kept as YAML has it. */
export function textOf(entry: Entry): string {
  const text = plainText(nodeOf(entry));
  if (text === null) throw refused(entry, 'a text');
  return text;
}

/** A list of texts that goes on below its key, in brackets or with an item on several lines. */
export function textsOf(entry: Entry): string[] {
  const node = nodeOf(entry);
  const items = isSeq(node) && !node.anchor && !node.tag ? node.items.map(plainText) : [null];
  return items.map((item) => {
    if (item === null) throw refused(entry, 'a list of texts');
    return item;
  });
}

/** No node is resolved, so an alias is never followed: it is neither a text nor a list. */
function nodeOf(entry: Entry): Node | null {
  const source = [entry.value, ...entry.under.map((line) => line.text)].join('\n');
  if (source.length > LONGEST) {
    const what = `${entry.key} is longer than ${LONGEST} characters.`;
    throw invalid(entry.line, what, 'Shorten it.');
  }
  try {
    const { contents, errors, warnings } = parseDocument(source, { schema: 'failsafe' });
    return errors.length + warnings.length === 0 ? contents : null;
  } catch {
    return null; // Nested deeper than the stack: no text and no list of texts.
  }
}

function plainText(node: unknown): string | null {
  const plain = isScalar(node) && !node.anchor && !node.tag && typeof node.value === 'string';
  return plain ? (node.value as string) : null;
}

function refused(entry: Entry, what: string) {
  const first = entry.value || (entry.below[0]?.text ?? '').trim();
  return invalid(
    entry.line,
    `${entry.key} is not ${what}: ${quoted(first)}`,
    'Put it on one line, in quotes, or write YAML without anchors, tags and pairs.',
  );
}
