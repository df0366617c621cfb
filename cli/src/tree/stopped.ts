/** What reading a command line ends with, where no command runs. */
import type { Command, CommanderError } from 'commander';

export class Stopped extends Error {
  /** The command that was being read. */
  readonly command: Command;
  readonly error: CommanderError;

  constructor(command: Command, error: CommanderError) {
    super(error.message, { cause: error });
    this.command = command;
    this.error = error;
  }
}
