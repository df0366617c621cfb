/** `samedi review [PLAN]`: a quiz of the cards that are due, each rating stored at once. */
import { SamediError } from '../../../src/lib/errors.ts';
import { countText, relativeDayText, withinSentence } from '../../../src/lib/text/format.ts';
import { countOf, dayOfStart } from '../arguments/when.ts';
import { trackedChange } from '../home/tracking.ts';
import { findPlanId } from '../plans/find.ts';
import { scanPlans } from '../plans/scan.ts';
import { allCards } from '../records/card-deck.ts';
import type { Card } from '../records/card-rows.ts';
import { rateStored } from '../records/schedules.ts';
import { isOver, newQuiz, press, type Quiz } from '../review/quiz.ts';
import { onScreen, type Terminal } from '../review/screen.ts';
import { viewOf } from '../review/view.ts';
import type { Cli } from '../run/cli.ts';

interface Options {
  tag?: string[];
  limit?: string;
}

export async function review(
  cli: Cli,
  planText: string | undefined,
  { tag: tags = [], limit = '0' }: Options,
): Promise<void> {
  const home = await cli.home();
  const { day } = dayOfStart(cli.now(), home.settings);
  const planId = planText === undefined ? undefined : findPlanId(home, planText, scanPlans(home));
  const cards = allCards(home, planId).filter((card) =>
    tags.every((wanted) => card.tags.includes(wanted)),
  );
  const due = cards.filter((card) => card.next_review <= day);
  const asked = due.slice(0, countOf(limit) || undefined);
  const { ratings } = asked.length > 0 ? await play(cli, newQuiz(asked, day)) : newQuiz([], day);
  const left = due.length - ratings.length;
  const passed = ratings.filter((rating) => rating >= 3).length;
  if (cli.out.json) return cli.out.data({ reviewed: ratings.length, passed, due: left });
  if (due.length === 0) return cli.out.line(nothingDue(cards, day, { planId, tags }));
  const some = `Reviewed ${countText(ratings.length, 'card')}, ${passed} remembered.`;
  cli.out.line(
    `${ratings.length > 0 ? some : 'Nothing reviewed.'}${left > 0 ? ` ${countText(left, 'card is', 'cards are')} still due.` : ' All done.'}`,
  );
}

async function play(cli: Cli, start: Quiz): Promise<Quiz> {
  const home = await cli.home();
  let quiz = start;
  let furthest = 0;
  await onScreen(requireTerminal(cli), {
    draw(size) {
      const view = viewOf(quiz, size, (style, text) => cli.out.paint(style, text));
      furthest = view.furthest;
      return view.lines;
    },
    press(key) {
      const pressed = press(quiz, key, furthest);
      const { rate } = pressed;
      const now = cli.now();
      if (rate) trackedChange(home.db, now, () => rateStored(home, rate.card.id, { ...rate, now }));
      quiz = pressed.quiz;
      return isOver(quiz);
    },
  });
  return quiz;
}

function requireTerminal({ env }: Cli): Terminal {
  const { stdin: input, stdout: output } = process;
  if (input.isTTY && output.isTTY && env['TERM'] !== 'dumb') return { input, output };
  throw new SamediError('usage', 'A review needs a terminal, to show cards and to hear keys.', {
    next: 'In a script: samedi card list --due --json, then samedi card rate CARD RATING for each.',
  });
}

interface Which {
  planId: string | undefined;
  tags: readonly string[];
}

function nothingDue([next]: readonly Card[], day: string, { planId, tags }: Which): string {
  if (next) {
    return `Nothing is due. Next: ${withinSentence(relativeDayText(next.next_review, day))}.`;
  }
  const where = planId === undefined ? '' : ` in ${planId}`;
  if (tags.length > 0) return `No cards${where} have the tag ${tags.join(' and ')}.`;
  return `No cards${where} yet. Add one with: samedi card add ${planId ?? 'PLAN'} QUESTION ANSWER`;
}
