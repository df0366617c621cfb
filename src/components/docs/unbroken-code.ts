/** Longer words may break all the same, lest a phone's page scroll sideways. */
const LONGEST = 22;

/**
 * Keeps the words of code whole: browsers break a line after a hyphen, which makes two of `--json`. `html` is what
 * Markdown made, whose code holds no tags.
 */
export function unbrokenCode(html: string): string {
  return html.replace(
    /(<code[^>]*>)([^<]*)(?=<\/code>)/g,
    (_, tag: string, code: string) => tag + code.replace(/\S*-\S*/g, keepWhole),
  );
}

function keepWhole(word: string): string {
  return word.length > LONGEST ? word : `<span class="whitespace-nowrap">${word}</span>`;
}
