/**
 * Imported first (`node --import`) by the leader of a process group: ends the whole group when the process that started
 * it is gone. The channel to it closes however it ended, by SIGKILL, too.
 */
process.channel?.unref();
process.once('disconnect', () => {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // Wrangler hands its flags, this import among them, to a child, which leads no group.
    process.exit(1);
  }
});
