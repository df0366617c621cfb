/** Homes with rated cards, and what their logs hold. */
import { expect, inject } from 'vitest';
import { writeFirstVersionHome } from './first-version-home.ts';
import { twoHomes as homesOf, newHome, rows, samedi, samediJson } from './homes.ts';

export const url = inject('url');
export const DAY = 86_400_000;
export const NOW = Date.UTC(2026, 10, 20, 12);
export const at = (ms: number) => ({ SAMEDI_NOW: String(ms) });

export interface Stats {
  range: { reviews: object };
}

export const SCHEDULE = 'ease_factor, interval_days, repetitions, next_review, last_review';
export const scheduleOf = (home: string, id = 'card-2') =>
  rows(home, `SELECT ${SCHEDULE} FROM cards WHERE id = '${id}'`)[0];
export const logOf = (home: string, id = 'card-2') =>
  rows(home, `SELECT rating FROM reviews WHERE card_id = '${id}' ORDER BY reviewed_at, id`).map(
    ({ rating }) => rating,
  );
export const rate = (home: string, rating: number, ms = NOW, id = 'card-2') =>
  samedi(home, ['card', 'rate', id, String(rating)], at(ms));

export async function firstVersionHome(): Promise<string> {
  const home = await newHome();
  writeFirstVersionHome(home);
  return home;
}

export const twoHomes = () => homesOf(url);

export async function expectAgreement(...homes: string[]): Promise<void> {
  for (const home of homes) {
    const all = await samediJson<{ differences: unknown[] }[]>(home, ['sync', 'verify']);
    expect(all.flatMap(({ differences }) => differences)).toEqual([]);
    expect(await samediJson(home, ['sync', 'conflicts'])).toEqual([]);
  }
}
