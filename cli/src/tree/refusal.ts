/** What to say of a command line that makes no sense. Loaded only where there is one. */
import type { Command } from 'commander';
import { SamediError } from '../../../src/lib/errors.ts';
import { wordsOf } from './help.ts';
import type { Stopped } from './stopped.ts';

/** `whole` builds the program with all of its commands. */
export function refusal({ command, error }: Stopped, whole: () => Command): SamediError {
  const message = sentence(error.message.replace(/^error: /, ''));
  switch (error.code) {
    case 'commander.help':
      return usage('Which command?', command);
    case 'commander.excessArguments':
      return usage(message, command, 'Put quotes around words that belong together, or run: ');
    case 'commander.unknownCommand':
      return (
        (command.parent ? null : elsewhere(command.args[0] ?? '', whole())) ??
        usage(message, command)
      );
    default:
      return usage(message, command);
  }
}

/** Whoever types `samedi conflicts` means `samedi sync conflicts`. Null where no group has such a command. */
function elsewhere(name: string, whole: Command): SamediError | null {
  const meant = commandsCalled(whole, name);
  if (meant.length === 0) return null;
  const either = new Intl.ListFormat('en', { type: 'disjunction' }).format(meant);
  return new SamediError('usage', `Unknown command '${name}'.`, {
    next: `Did you mean ${either}? Run: samedi --help`,
  });
}

/** What of all commands below `command` is called `name`, as it would be typed. */
function commandsCalled(command: Command, name: string): string[] {
  return command.commands.flatMap((one) => [
    ...(one.name() === name ? [['samedi', ...wordsOf(one)].join(' ')] : []),
    ...commandsCalled(one, name),
  ]);
}

function sentence(text: string): string {
  const [first = '', ...more] = text.split('\n');
  const whole = `${first.charAt(0).toUpperCase()}${first.slice(1)}`.replace(/[^.?)]$/, '$&.');
  return [whole, ...more].join(' ').trim();
}

function usage(message: string, command: Command, before = 'Run: '): SamediError {
  return new SamediError('usage', message, {
    next: `${before}${['samedi', ...wordsOf(command), '--help'].join(' ')}`,
  });
}
