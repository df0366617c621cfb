/**
 * Many short histories by chance. What a person wrote is in the end in its record, or in a conflict that is listed, or
 * was taken away by somebody who saw it; and all homes hold the same. FAULTS_SEED and FAULTS_HISTORIES choose others:
 * `npm run test:faults` plays 2,000, by chance.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { playHistory } from '../support/faults/history/play.ts';
import { type Base, makeBase } from '../support/faults/history/world.ts';

const long = process.env['FAULTS_HISTORIES'];
const anySeed = () => Math.floor(Math.random() * 2 ** 31);
const seed = Number(process.env['FAULTS_SEED'] ?? (long ? anySeed() : 1));
const count = Number(long ?? 25);
const EVENTS = 24;

let base: Base;
beforeAll(async () => {
  base = await makeBase();
});
afterAll(() => base?.stop());

test(`${count} histories lose nothing (FAULTS_SEED=${seed})`, async () => {
  const failed: unknown[] = [];
  for (let i = 0; i < count; i++) {
    const { problems, log } = await playHistory(base, seed + i, EVENTS);
    if (problems.length > 0) failed.push({ seed: seed + i, problems, log });
  }
  expect(failed.slice(0, 3), `${failed.length} of ${count}`).toEqual([]);
}, 7_200_000);
