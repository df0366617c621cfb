/** `npm run bench`: what the documents claim, measured. All of `bench/*.bench.ts`, or those named as arguments. */
import '../lib/with-bootstrap.ts';
import { readdir } from 'node:fs/promises';
import { ensureLocalBuild } from '../lib/build.ts';
import { inRoot } from '../lib/paths.ts';
import { giveUp, step } from '../lib/steps.ts';

const ENDING = '.bench.ts';

try {
  const files = (await readdir(inRoot('bench'))).filter((file) => file.endsWith(ENDING)).sort();
  const known = files.map((file) => file.slice(0, -ENDING.length));
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    giveUp(`There is no benchmark "${unknown}". There are: ${known.join(', ')}.`, 2);
  }
  await step('Build', ensureLocalBuild, (built) => (built ? 'made' : 'up to date'));
  for (const name of wanted.length > 0 ? wanted : known) {
    process.stdout.write(`\n${name}\n\n`);
    await import(inRoot('bench', name + ENDING));
  }
} catch (error) {
  giveUp(error);
}
