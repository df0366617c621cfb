/** The demo learner's cards, made in sessions and reviewed on the days since. */
import { addDays, type Day } from '../../src/lib/days.ts';
import { newSchedule, type Rating, type Schedule, schedule } from '../../src/lib/sm2.ts';
import type { CardData } from '../../src/lib/wire.ts';
import type { Random } from './random.ts';
import type { DemoSession } from './sessions.ts';
import { algebraFacts } from './tables/algebra.ts';
import { chordFacts } from './tables/chords.ts';
import { frenchWords } from './tables/french.ts';
import { rustFacts } from './tables/rust.ts';

export const DUE_TODAY = 15;

export interface DemoCard {
  id: string;
  data: CardData;
}

/** As often as people press the four keys. */
const ratings: Rating[] = [1, 1, 2, 2, 3, 3, 3, 3, 3, 3, 4];

const decks: { plan: string; tags: string[]; cards: [question: string, answer: string][] }[] = [
  {
    plan: 'french-b1',
    tags: ['vocabulary'],
    cards: pairs(frenchWords, ' = ').map(([french, english]) => [`In French: ${english}`, french]),
  },
  { plan: 'rust-async', tags: ['rust'], cards: pairs(rustFacts, ' | ') },
  { plan: 'linear-algebra', tags: ['math'], cards: pairs(algebraFacts, ' | ') },
  { plan: 'piano', tags: ['chords'], cards: pairs(chordFacts, ' | ') },
];

function pairs(table: string, between: string): [string, string][] {
  const lines = table.trim().split('\n');
  return lines.map((line) => {
    const at = line.indexOf(between);
    return [line.slice(0, at), line.slice(at + between.length)];
  });
}

/** All cards; the sessions they were made in count them. `DUE_TODAY` of them are due. */
export function makeCards(
  sessions: readonly DemoSession[],
  today: Day,
  random: Random,
): DemoCard[] {
  const days = [...new Set(sessions.map(({ data }) => data.day))];
  const cards = decks.flatMap(({ plan, tags, cards: deck }) => {
    const own = sessions.filter(({ data }) => data.plan_id === plan);
    return deck.map(([question, answer], at): DemoCard => {
      const { data: made } = own[Math.floor((at * own.length) / deck.length)] ?? own[0]!;
      made.cards_created += 1;
      return {
        id: random.uuid(),
        data: {
          plan_id: plan,
          chunk_id: made.chunk_id,
          question,
          answer,
          tags,
          created_at: made.created_at,
          ...reviewed(made.day, days, random),
        },
      };
    });
  });
  settleDue(cards, today, random);
  return cards;
}

/** A card's schedule after the reviews of all days since: new cards wait for some days, and now and then one is left for the next. */
function reviewed(made: Day, days: readonly Day[], random: Random): Schedule {
  let state = newSchedule(addDays(made, random.between(1, 14)));
  for (const day of days) {
    if (day < state.next_review || random.chance(0.1)) continue;
    state = schedule(state, random.pick(ratings), day);
  }
  return state;
}

/** Makes it `DUE_TODAY`: what is too much was reviewed yesterday, what is missing was reviewed some days earlier than it was. */
function settleDue(cards: readonly DemoCard[], today: Day, random: Random): void {
  const byDate = [...cards].sort((a, b) => (a.data.next_review < b.data.next_review ? -1 : 1));
  const due = byDate.filter(({ data }) => data.next_review <= today);
  for (const { data } of due.slice(DUE_TODAY)) {
    // As if it was a second good rating, so that the card does not come back at once.
    const seen = { ...data, repetitions: Math.max(data.repetitions, 1) };
    Object.assign(data, schedule(seen, random.pick([3, 4]), addDays(today, -1)));
  }
  const later = byDate.filter(({ data }) => data.next_review > today && data.interval_days > 7);
  for (const { data } of later.slice(0, Math.max(DUE_TODAY - due.length, 0))) {
    data.next_review = today;
    data.last_review = addDays(today, -data.interval_days);
  }
}
