/**
 * `node scripts/run.mjs NAME …` runs `scripts/tasks/NAME.ts` with the arguments after it; package.json names the tasks.
 */
import { runTask } from './bootstrap.mjs';

const [name, ...args] = process.argv.slice(2);
await runTask(name, args);
