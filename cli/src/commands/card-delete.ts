/** `samedi card delete CARD`: with its reviews; also one that cannot be read. */

import { trackedChange } from '../home/tracking.ts';
import { findCardOrId } from '../records/find-card.ts';
import type { Cli } from '../run/cli.ts';

export async function cardDelete(cli: Cli, cardText: string): Promise<void> {
  const home = await cli.home();
  const card = trackedChange(home.db, cli.now(), () => {
    const found = findCardOrId(home.db, cardText);
    home.db.prepare('DELETE FROM cards WHERE id = ?').run(found.id);
    return found;
  });
  if (cli.out.json) return cli.out.data(card);
  const name = card.id.slice(0, 8);
  const what = 'question' in card ? `: ${card.question}` : ', which could not be read.';
  cli.out.line(`Deleted ${name}${what}`);
}
