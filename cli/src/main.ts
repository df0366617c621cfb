/** The command line: runs what it says, and alone sets the exit code. */
import { noFlags } from './run/flags.ts';
import { report } from './run/report.ts';
import { unwritten } from './terminal/output.ts';
import { runProgram } from './tree/program.ts';

const flags = noFlags();

// A reader that has seen enough (`samedi plan list | head -1`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : report(unwritten(error), flags));
});
// Words beside the result are lost where nobody takes them; the command goes on.
process.stderr.on('error', () => {});

try {
  await runProgram(process.argv.slice(2), flags);
} catch (thrown) {
  process.exitCode = report(thrown, flags);
}
