/** The demo learner's cards, made in sessions and reviewed on the days since. */

import { newSchedule, type Rating, type Schedule, schedule } from '../../src/lib/reviews/sm2.ts';
import { addDays, type Day, utcOffsetMinutes } from '../../src/lib/time/days.ts';
import type { CardData, ReviewData } from '../../src/lib/wire/records.ts';
import type { Random } from './random.ts';
import { type DemoSession, TIME_ZONE } from './sessions.ts';
import { algebraFacts } from './tables/algebra.ts';
import { chordFacts } from './tables/chords.ts';
import { frenchWords } from './tables/french.ts';
import { rustFacts } from './tables/rust.ts';

const DUE_TODAY = 15;

/** How far the log goes back, as for a learner whose cards are older than logs are. */
const LOG_DAYS = 120;

export interface DemoCard {
  id: string;
  data: CardData;
  reviews: DemoReview[];
}

export interface DemoReview {
  id: string;
  data: ReviewData;
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
      const id = random.uuid();
      const log: Rated[] = [];
      const state = reviewed(made.day, days, random, log);
      const since = addDays(today, -LOG_DAYS);
      return {
        id,
        reviews: log
          .filter(({ day }) => day >= since)
          .map((rated) => reviewOf({ id, plan }, rated)),
        data: {
          plan_id: plan,
          chunk_id: made.chunk_id,
          question,
          answer,
          tags,
          created_at: made.created_at,
          ...state,
        },
      };
    });
  });
  settleDue(cards, today, random);
  return cards;
}

/**
 * A card's schedule after the reviews of all days since: new cards wait for some days, and now and then one is left for
 * the next.
 */
function reviewed(made: Day, days: readonly Day[], random: Random, log: Rated[]): Schedule {
  let state = newSchedule(addDays(made, random.between(1, 14)));
  for (const day of days) {
    if (day < state.next_review || random.chance(0.1)) continue;
    const rating = random.pick(ratings);
    log.push({ before: state, rating, day });
    state = schedule(state, rating, day);
  }
  return state;
}

interface Rated {
  before: Schedule;
  rating: Rating;
  day: Day;
}

/** At eight in the evening. One a day, so the day makes its id. */
function reviewOf(card: { id: string; plan: string }, { before, rating, day }: Rated): DemoReview {
  const local = Date.parse(`${day}T20:00:00Z`);
  const utc_offset_minutes = utcOffsetMinutes(local, TIME_ZONE);
  const reviewed_at = local - utc_offset_minutes * 60_000;
  const when = { reviewed_at, utc_offset_minutes, day };
  return {
    id: `${card.id}-${day}`,
    data: { card_id: card.id, plan_id: card.plan, rating, ...when, before },
  };
}

/**
 * Makes it `DUE_TODAY`: what is too much was reviewed yesterday, what is missing was reviewed some days earlier than it
 * was.
 */
function settleDue(cards: readonly DemoCard[], today: Day, random: Random): void {
  const byDate = [...cards].sort((a, b) => (a.data.next_review < b.data.next_review ? -1 : 1));
  const due = byDate.filter(({ data }) => data.next_review <= today);
  for (const card of due.slice(DUE_TODAY)) {
    // As if it was a second good rating, so that the card does not come back at once. Its log starts there.
    const before = scheduleOf({ ...card.data, repetitions: Math.max(card.data.repetitions, 1) });
    const [rating, day] = [random.pick<Rating>([3, 4]), addDays(today, -1)];
    Object.assign(card.data, schedule(before, rating, day));
    card.reviews = [reviewOf({ id: card.id, plan: card.data.plan_id }, { before, rating, day })];
  }
  const later = byDate.filter(({ data }) => data.next_review > today && data.interval_days > 7);
  for (const card of later.slice(0, Math.max(DUE_TODAY - due.length, 0))) {
    const { data } = card;
    card.reviews = [];
    data.next_review = today;
    data.last_review = addDays(today, -data.interval_days);
  }
}

function scheduleOf(data: CardData): Schedule {
  const { ease_factor, interval_days, repetitions, next_review, last_review } = data;
  return { ease_factor, interval_days, repetitions, next_review, last_review };
}
