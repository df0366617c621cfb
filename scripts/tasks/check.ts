/** `npm run check`: formatting, lint and types, without running a test. */
import { stripVTControlCharacters } from 'node:util';
import { type Commands, firstFailure, lint, types } from '../lib/checks.ts';
import { giveUp, step } from '../lib/steps.ts';

async function check(commands: Commands): Promise<void> {
  const output = await firstFailure(commands);
  if (output !== null) throw new Error(stripVTControlCharacters(output));
}

try {
  await step('Lint', () => check(lint));
  await step('Types', () => check(types));
} catch (error) {
  giveUp(error);
}
