/** `samedi sync verify` */
import { SamediError } from '../../../src/lib/errors.ts';
import { countText, numberText } from '../../../src/lib/text/format.ts';
import { requireSignIn } from '../client/target.ts';
import { warnOfProblems } from '../plans/problems.ts';
import { scanPlans } from '../plans/scan.ts';
import type { Cli } from '../run/cli.ts';
import { startOver } from '../sync/start-over/start-over.ts';
import { verify } from '../sync/verify.ts';
import { columns } from '../terminal/table.ts';

/** Named in full up to this many a kind; the rest is counted. */
const SHOWN = 20;

export async function syncVerify(cli: Cli): Promise<void> {
  const home = await cli.home();
  const auth = requireSignIn(home);
  warnOfProblems(cli.out, scanPlans(home));
  const comparisons = await verify(home, auth);
  if (cli.out.json) cli.out.data(comparisons);
  else {
    const rows = comparisons.map(({ kind, here, there, differences }) => [
      kind,
      `${numberText(here)} here`,
      `${numberText(there)} there`,
      differences.length === 0 ? 'the same' : `${numberText(differences.length)} differ`,
    ]);
    for (const line of columns(rows)) cli.out.line(line);
    for (const { kind, differences } of comparisons) {
      for (const { id, how } of differences.slice(0, SHOWN)) cli.out.line(`${kind} ${id}: ${how}`);
      const left = differences.length - SHOWN;
      if (left > 0) cli.out.line(`… and ${left} more ${kind}`);
    }
  }
  const all = comparisons.flatMap(({ differences }) => differences);
  const wrong = all.filter(({ how }) => how !== 'unsent').length;
  if (wrong > 0) {
    startOver(home);
    throw differ(wrong);
  }
  if (all.length > 0) cli.out.note(`${countText(all.length, 'record')} not sent yet: samedi sync`);
}

function differ(count: number): SamediError {
  const verb = count === 1 ? 'differs' : 'differ';
  return new SamediError('sides_differ', `${countText(count, 'record')} ${verb}.`, {
    next: 'Run: samedi sync. It exchanges everything anew, and keeps both where they differ.',
  });
}
