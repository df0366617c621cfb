/** The command line: runs what it says, and alone sets the exit code. */
import { noFlags } from './run/flags.ts';
import { report } from './run/report.ts';
import { runProgram } from './tree/program.ts';

// A reader that has seen enough (`samedi plan list | head -1`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const flags = noFlags();
try {
  await runProgram(process.argv.slice(2), flags);
} catch (thrown) {
  process.exitCode = report(thrown, flags);
}
