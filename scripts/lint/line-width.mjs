/**
 * Prose keeps to 120 columns: markdown, and comments. (The formatter keeps code to 100, and lets comments be.) Tables,
 * code and the addresses of links may be longer. Run in the clone; says each line that is over, and ends with 1.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const WIDTH = 120;
const EXEMPT = /^drizzle\/meta\//;
const COMMENT = /^\s*(\/\/|\/\*|\*|<!--|--|#)|[;,{})\]]\s+\/\/\s/;

/** Without the addresses of links, which cannot be broken. */
const visible = (line) => line.replaceAll(/\]\([^)]*\)|https?:\/\/\S+/g, ']()');

function markdownProse(lines) {
  let isCode = false;
  return lines.map((line) => {
    const fence = /^\s*```/.test(line);
    if (fence) isCode = !isCode;
    return !isCode && !fence && !line.startsWith('|');
  });
}

function tooLong(path) {
  const lines = readFileSync(path, 'utf8').split('\n');
  const isProse = path.endsWith('.md')
    ? markdownProse(lines)
    : lines.map((line) => COMMENT.test(line));
  return lines.flatMap((line, i) =>
    isProse[i] && visible(line).length > WIDTH
      ? `${path}:${i + 1} has ${visible(line).length} columns, not ${WIDTH} at most`
      : [],
  );
}

const paths = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.(astro|css|grit|js|jsonc|md|mjs|sql|ts)$/.test(path))
  .filter((path) => existsSync(path) && !EXEMPT.test(path));
const found = paths.flatMap(tooLong);
for (const line of found) console.log(line);
process.exitCode = found.length > 0 ? 1 : 0;
