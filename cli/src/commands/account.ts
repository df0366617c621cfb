/** `samedi account` */

import { dateText, minutesText, weekdayName } from '../../../src/lib/text/format.ts';
import { dayIn } from '../../../src/lib/time/days.ts';
import { AccountAnswer } from '../../../src/lib/wire/account.ts';
import type { Settings } from '../../../src/lib/wire/settings.ts';
import { get } from '../client/requests.ts';
import { requireSignIn } from '../client/target.ts';
import { type Auth, writeAuth } from '../home/auth-file.ts';
import type { Home } from '../home/home.ts';
import type { Cli } from '../run/cli.ts';

export async function account(cli: Cli): Promise<void> {
  const home = await cli.home();
  const auth = requireSignIn(home);
  const found = await get(auth, '/api/account', {}, AccountAnswer);
  noteAddress(home, auth, found.email);
  if (cli.out.json) return cli.out.data({ ...found, endpoint: auth.endpoint });
  const { time_zone } = found.settings;
  cli.out.line(`${cli.out.paint('bold', found.email)} at ${auth.endpoint}`);
  cli.out.line(`since ${dateText(dayIn(found.created_at, time_zone))}`);
  cli.out.line(`counts by: ${settingsText(found.settings)}`);
  cli.out.line(`days in a row: ${found.streaks_hidden ? 'hidden' : 'shown'}`);
}

/** The address may have been changed in a browser. */
function noteAddress(home: Home, auth: Auth, email: string): void {
  if (email !== auth.email) writeAuth(home.paths.auth, { ...auth, email });
}

function settingsText(settings: Settings): string {
  const { weekly_goal_minutes: goal, day_starts_at_minutes: start } = settings;
  const clock = new Date(start * 60_000).toISOString().slice(11, 16);
  return [
    settings.time_zone,
    `weeks from ${weekdayName(settings.week_starts_on)}`,
    `days from ${clock}`,
    goal === null ? 'no weekly goal' : `${minutesText(goal)} a week`,
  ].join(', ');
}
