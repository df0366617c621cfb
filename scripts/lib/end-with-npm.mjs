/**
 * Calls `end` once npm, which runs this process by a script or by `npx`, is gone: it passes a signal on to the shell
 * between the two only, which then ends without a word. Does nothing in a process that npm did not start.
 */
export function whenNpmIsGone(end) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, 200);
  timer.unref();
}
