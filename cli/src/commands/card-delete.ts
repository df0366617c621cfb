/** `samedi card delete CARD`: with its reviews. */
import type { Cli } from '../cli.ts';
import { change } from '../home/state.ts';
import { findCard } from '../records/cards.ts';

export async function cardDelete(cli: Cli, cardText: string): Promise<void> {
  const home = await cli.home();
  const card = change(home.db, cli.now(), () => {
    const found = findCard(home.db, cardText);
    home.db.prepare('DELETE FROM cards WHERE id = ?').run(found.id);
    return found;
  });
  if (cli.out.json) return cli.out.data(card);
  cli.out.line(`Deleted ${card.id.slice(0, 8)}: ${card.question}`);
}
