/** What a demo learner's home holds: made up, complete, and the same for the same day and seed. */
import type { Day } from '../../src/lib/time/days.ts';
import { type DemoCard, makeCards } from './cards.ts';
import { type DemoPlan, makePlans } from './plans.ts';
import { seededRandom } from './random.ts';
import { type DemoSession, makeSessions, TIME_ZONE } from './sessions.ts';

export const DEMO_EMAIL = 'demo@samedi.example';

export interface DemoHome {
  learner: { name: string; email: string; timeZone: string; weeklyGoalMinutes: number };
  plans: DemoPlan[];
  sessions: DemoSession[];
  cards: DemoCard[];
}

/** About 14 months up to yesterday: `today` is still open, as it is for a visitor. */
export function makeDemoHome({ today, seed = 1 }: { today: Day; seed?: number }): DemoHome {
  const random = seededRandom(seed);
  const sessions = makeSessions(today, random);
  const cards = makeCards(sessions, today, random);
  return {
    learner: {
      name: 'Demo learner',
      email: DEMO_EMAIL,
      timeZone: TIME_ZONE,
      weeklyGoalMinutes: 420,
    },
    plans: makePlans(sessions),
    sessions,
    cards,
  };
}
