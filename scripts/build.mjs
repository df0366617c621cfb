import { runTask } from './bootstrap.mjs';

await runTask('build');
