/** `npm run build -w cli`: the bundle in `cli/dist`. */
import { bundleCli } from '../scripts/build/cli.ts';

await bundleCli();
