/**
 * Imported first (`node --import`) by the leader of a process group: ends the whole group when the process that started
 * it is gone. The channel to it closes however it ended, by SIGKILL, too.
 */
// Node hands the import to the leader's children as well, whose channels are their own affair.
if (leadsGroup()) {
  process.channel.unref();
  process.once('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
}

function leadsGroup() {
  try {
    return process.kill(-process.pid, 0);
  } catch {
    return false;
  }
}
