/** Learners for browser tests, brought to the server the way a CLI does: signed in, and synced. */
import { createHash, randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { addDays, dayAt } from '../../../src/lib/time/days.ts';
import { digestHeader } from '../../../src/lib/wire/digest-field.ts';
import type { Kind } from '../../../src/lib/wire/kinds.ts';
import type { CardData, PlanData, ReviewData, SessionData } from '../../../src/lib/wire/records.ts';
import type { Settings } from '../../../src/lib/wire/settings.ts';
import type { SyncRequest, SyncResponse } from '../../../src/lib/wire/sync.ts';
import { runSql } from '../explorer.ts';
import { signIn } from '../sign-in.ts';
import { version } from '../versions.ts';

export interface Records {
  plans?: Record<string, PlanData>;
  sessions?: Record<string, SessionData>;
  cards?: Record<string, CardData>;
  reviews?: Record<string, ReviewData>;
  settings?: Settings;
}

const DAY_MS = 86_400_000;
const SENT_AT_ONCE = 900;

type Push = (records: Records) => Promise<void>;

/** A new account with these records, signed in in the page's browser; gives what sends more, as the same device. */
export async function openAs(page: Page, email: string, records: Records = {}): Promise<Push> {
  const url = siteUrl();
  const { token } = await signIn(url, email);
  const push = pushAs(url, token);
  await push(records);
  await page.context().addCookies([{ name: 'samedi', value: token, url, httpOnly: true }]);
  await page.goto('/');
  return push;
}

/** From now on every page of this learner's fails, for real: their time zone is one that no computer knows. */
export async function failFor(email: string): Promise<void> {
  await runSql(siteUrl(), "UPDATE users SET time_zone = 'Nowhere/At_All' WHERE email = ?", [email]);
}

/** As it is after a request that could not delete all of an account. */
export async function closeAccount(email: string): Promise<void> {
  await runSql(siteUrl(), 'UPDATE users SET deleting_at = 1 WHERE email = ?', [email]);
}

/** The page that deletes the rest of an account goes on by itself; here it stays, to be looked at. */
export async function keepDeletionWaiting(page: Page): Promise<void> {
  await page.route('**/_astro/delete.*.js', (route) => route.abort());
}

/** A second device, and backups of today and of the week, one that the server can read and one that it can't. */
export async function addDeviceAndBackups(email: string): Promise<void> {
  const deviceName = 'a-terminal-with-a-rather-long-name'.repeat(2);
  const { token } = await signIn(siteUrl(), email, { deviceName });
  const body = randomBytes(48_213);
  for (const [day, encrypted] of [
    [dayAt(Date.now(), -1_440), ''],
    [dayAt(Date.now(), 0), ', encrypted'],
  ]) {
    const response = await fetch(`${siteUrl()}/api/backups/daily/${day}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/gzip',
        'repr-digest': digestHeader(createHash('sha256').update(body).digest('base64')),
        'samedi-contents': `plans=12, sessions=4340, cards=20000, reviews=123456${encrypted}`,
      },
      body,
    });
    if (!response.ok) throw new Error(await response.text());
  }
}

function siteUrl(): string {
  return process.env.SAMEDI_TEST_URL ?? '';
}

function pushAs(url: string, token: string): Push {
  let epoch: string | null = null;
  let cursor = 0;
  let known: SyncRequest['known'] = null;
  return async (records) => {
    for (const part of parts(records)) {
      const response = await fetch(`${url}/api/sync`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({
          protocol: 2,
          epoch,
          cursor,
          known,
          settings: records.settings,
          ...part,
        }),
      });
      const answer = (await response.json()) as Partial<SyncResponse>;
      if (!response.ok || answer.rejected?.length) throw new Error(JSON.stringify(answer));
      epoch = answer.epoch ?? null;
      cursor = answer.cursor ?? 0;
      known = { head: answer.head ?? 0, digest: answer.digest ?? 0 };
    }
  };
}

/** The records as deltas, in rounds that the protocol allows. */
function parts({
  plans = {},
  sessions = {},
  cards = {},
  reviews = {},
}: Records): Record<string, object[]>[] {
  const all = Object.entries({ plans, sessions, cards, reviews }).flatMap(([kind, byId]) =>
    Object.entries(byId).map(([id, data]) => ({
      kind,
      delta: { action: 'create', ...version(kind as Kind, id, Date.now(), data), data },
    })),
  );
  const rounds: Record<string, object[]>[] = [{}];
  all.forEach(({ kind, delta }, at) => {
    if (at > 0 && at % SENT_AT_ONCE === 0) rounds.push({});
    const round = rounds.at(-1)!;
    round[kind] = [...(round[kind] ?? []), delta];
  });
  return rounds;
}

function plan(title: string, data: Partial<PlanData> = {}): PlanData {
  return {
    title,
    status: 'in-progress',
    tags: [],
    total_hours: null,
    created_at: Date.now() - 400 * DAY_MS,
    chunks_total: 0,
    chunks_completed: 0,
    content: `# ${title}\n\n## Chunk 1: The first steps {#chunk-1}\n\n## Chunk 2: Ownership and borrowing {#chunk-2}\n`,
    ...data,
  };
}

function session(planId: string, daysAgo: number, data: Partial<SessionData> = {}): SessionData {
  const morning = Math.floor(Date.now() / DAY_MS - daysAgo) * DAY_MS + 7.5 * 3_600_000;
  const minutes = data.minutes ?? 45;
  return {
    plan_id: planId,
    chunk_id: 'chunk-2',
    started_at: morning,
    ended_at: morning + minutes * 60_000,
    minutes,
    utc_offset_minutes: 0,
    day: new Date(morning).toISOString().slice(0, 10),
    notes: null,
    artifacts: [],
    cards_created: 0,
    created_at: morning,
    ...data,
  };
}

function card(planId: string, dueInDays: number): CardData {
  return {
    plan_id: planId,
    chunk_id: null,
    question: 'q',
    answer: 'a',
    tags: [],
    created_at: Date.now(),
    ease_factor: 2.5,
    interval_days: 6,
    repetitions: 2,
    next_review: new Date(Date.now() + dueInDays * DAY_MS).toISOString().slice(0, 10),
    last_review: null,
  };
}

/** A review of a card, rated 3, or 1 where it failed. */
export function review(planId: string, daysAgo: number, failed: boolean): ReviewData {
  const reviewed_at = Math.floor(Date.now() / DAY_MS - daysAgo) * DAY_MS + 8 * 3_600_000;
  const { ease_factor, interval_days, repetitions, last_review } = card(planId, 0);
  const day = new Date(reviewed_at).toISOString().slice(0, 10);
  return {
    ...{ card_id: 'c1', plan_id: planId, rating: failed ? 1 : 3, reviewed_at, day },
    utc_offset_minutes: 0,
    before: { ease_factor, interval_days, repetitions, next_review: day, last_review },
  };
}

const settings: Settings = {
  time_zone: 'UTC',
  week_starts_on: 1,
  day_starts_at_minutes: 0,
  weekly_goal_minutes: 600,
};

/** Fourteen months of mornings, four plans, some hundred cards; yesterday was the twelfth day in a row. */
export function steadyLearner(): Records {
  const planIds = ['rust', 'french', 'piano'];
  const sessions: Record<string, SessionData> = {};
  for (let daysAgo = 1; daysAgo < 420; daysAgo++) {
    const rests = daysAgo === 13 || (daysAgo > 13 && (daysAgo * 7 + (daysAgo % 5) * 3) % 11 > 6);
    if (rests) continue;
    const minutes = 20 + ((daysAgo * 53) % 100);
    sessions[`s${daysAgo}`] = session(planIds[(daysAgo * 5) % 3]!, daysAgo, {
      minutes,
      chunk_id: daysAgo % 4 === 0 ? null : daysAgo % 2 ? 'chunk-1' : 'chunk-2',
    });
  }
  const cards = Object.fromEntries(
    Array.from({ length: 300 }, (_, n) => [`c${n}`, card(planIds[n % 3]!, (n % 40) - 1)]),
  );
  const age = (days: number) => Date.now() - days * DAY_MS;
  return {
    settings,
    sessions,
    cards,
    plans: {
      rust: plan('The Rust Programming Language', {
        tags: ['rust', 'systems'],
        total_hours: 120,
        chunks_total: 86,
        chunks_completed: 52,
        next_chunk_id: 'chunk-2',
        next_chunk_title: 'Ownership and borrowing',
        created_at: age(420),
      }),
      french: plan('French B1 Mastery', {
        tags: ['french', 'language', 'b1'],
        total_hours: 150,
        chunks_total: 50,
        chunks_completed: 31,
        next_chunk_id: 'chunk-1',
        next_chunk_title: 'The first steps',
        created_at: age(400),
      }),
      piano: plan('Piano: the Goldberg Aria', {
        tags: ['music'],
        chunks_total: 12,
        chunks_completed: 5,
        next_chunk_id: 'chunk-2',
        next_chunk_title: 'The ornaments, slowly',
        created_at: age(300),
      }),
      drawing: plan('Drawing on the Right Side of the Brain', {
        status: 'not-started',
        total_hours: 30,
        chunks_total: 20,
        created_at: age(10),
      }),
      sql: plan('SQL, properly', {
        status: 'completed',
        chunks_total: 14,
        chunks_completed: 14,
        created_at: age(410),
      }),
    },
  };
}

/** What nobody plans for: long titles, text from right to left, a hundred tags, markup, a running session. */
export function strangeLearner(): Records {
  const long = 'On the Many and Various Ways of Naming Things at Considerable Length '
    .repeat(5)
    .trim();
  return {
    plans: {
      long: plan(long, {
        tags: Array.from({ length: 100 }, (_, n) => `a-rather-long-tag-number-${n}`),
        chunks_total: 300,
        chunks_completed: 299,
        total_hours: 12.5,
      }),
      hebrew: plan('ללמוד עברית: מהאלף־בית ועד לשיחה', {
        tags: ['עברית', 'שפה'],
        chunks_total: 3,
        chunks_completed: 1,
      }),
      markup: plan('<script>alert(1)</script> & “quotes” 🧠🦀', { tags: ['<b>'] }),
      word: plan(
        'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(
          2,
        ),
      ),
    },
    sessions: {
      running: session('long', 0, { minutes: null, ended_at: null }),
      hebrew: session('hebrew', 1, { minutes: 90 }),
      deleted: session('gone', 2, { minutes: 5 }),
      markup: session('markup', 300, { minutes: 1_000, chunk_id: null }),
    },
  };
}

/** 5,000 sessions over ten years in 30 plans, with 100 tags. */
export function oldLearner(): Records {
  const { plans = {}, sessions = {}, settings, cards = {} } = steadyLearner();
  const plan = Object.values(plans)[0]!;
  const session = Object.values(sessions)[0]!;
  const made: Record<string, SessionData> = {};
  for (let n = 0; n < 5_000; n++) {
    const day = addDays(session.day, -Math.floor((n * 3_650) / 5_000));
    const started_at = Date.parse(`${day}T06:00:00Z`) + ((n * 7) % 16) * 3_600_000;
    const minutes = 10 + ((n * 37) % 110);
    made[`old${n}`] = {
      ...session,
      ...{ plan_id: `plan-${Math.floor(n / 60) % 30}`, day, started_at, minutes },
      ended_at: started_at + minutes * 60_000,
    };
  }
  const many = Array.from({ length: 30 }, (_, n): [string, PlanData] => [
    `plan-${n}`,
    {
      ...plan,
      title: `${['Rust', 'Français', 'Piano', 'ללמוד עברית', '🎨 Drawing'][n % 5]} ${n + 1}`,
      tags: Array.from({ length: 4 }, (_, t) => `tag-${(n * 4 + t) % 100}`),
      created_at: plan.created_at + n,
    },
  ]);
  const ofPlans = Object.entries(cards).map(
    ([id, card], at) => [id, { ...card, plan_id: `plan-${at % 30}` }] as const,
  );
  return {
    ...(settings && { settings }),
    plans: Object.fromEntries(many),
    sessions: made,
    cards: Object.fromEntries(ofPlans),
  };
}

/** One session, of the first plan. */
export function newLearner(): Records {
  const { plans = {}, sessions = {} } = steadyLearner();
  const [first] = Object.entries(sessions).filter(([, { plan_id }]) => plan_id === 'rust');
  return { plans: { rust: plans['rust']! }, sessions: { [first![0]]: first![1] } };
}
