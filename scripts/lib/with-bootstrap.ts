/** For tasks: ends this one when bootstrap.mjs, which started it, is gone, and with it all that the task started. */
process.channel?.unref();
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
