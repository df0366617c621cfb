/** `samedi card edit CARD`: what is on it; its schedule and its reviews stay. */
import { SamediError } from '../../../src/lib/errors.ts';
import { trackedChange } from '../home/tracking.ts';
import { findChunk, findPlan } from '../plans/find.ts';
import { writeCard } from '../records/card-rows.ts';
import { tidyCard } from '../records/card-texts.ts';
import { findCard } from '../records/find-card.ts';
import type { Cli } from '../run/cli.ts';

interface Options {
  question?: string;
  answer?: string;
  chunk?: string;
  tag?: string[];
}

const names = ['question', 'answer', 'chunk', 'tag'] as const;

export async function cardEdit(cli: Cli, cardText: string, options: Options): Promise<void> {
  if (names.every((name) => options[name] === undefined)) {
    throw new SamediError('usage', 'What is to be changed?', {
      next: `Use one of: ${names.map((name) => `--${name}`).join(', ')}.`,
    });
  }
  const home = await cli.home();
  const { question, answer, chunk, tag: tags } = options;
  const { plan_id } = findCard(home.db, cardText);
  const chunk_id = chunk ? findChunk(findPlan(home, plan_id), chunk).id : null;
  const edited = trackedChange(home.db, cli.now(), () => {
    const { id, ...before } = findCard(home.db, cardText);
    const texts = tidyCard({
      question: question ?? before.question,
      answer: answer ?? before.answer,
      tags: tags ?? before.tags,
    });
    const data = { ...before, ...texts, ...(chunk !== undefined && { chunk_id }) };
    writeCard(home.db, id, data);
    return { id, ...data };
  });
  if (cli.out.json) return cli.out.data(edited);
  cli.out.line(`Changed ${edited.id.slice(0, 8)}: ${edited.question}`);
}
