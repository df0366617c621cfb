/** `npm run build`: the build for deployment, in `dist`, and the CLI's bundle, in `cli/dist`. */
import { bundleCli } from '../build/cli.ts';
import { buildSite } from '../lib/build.ts';
import { inRoot } from '../lib/paths.ts';
import { giveUp, step } from '../lib/steps.ts';

try {
  await step(
    'Site',
    () => buildSite({ local: false, outDir: inRoot('dist') }),
    () => 'dist',
  );
  await step(
    'CLI',
    () => bundleCli(),
    () => 'cli/dist',
  );
} catch (error) {
  giveUp(error);
}
