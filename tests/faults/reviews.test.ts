/**
 * Three devices with clocks years apart rate the same few cards, and are killed in the middle of syncing. In the end
 * every rating counts, once, and each card's schedule is what its log adds up to, on every device and the server.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { startGroup } from '../../scripts/lib/process.ts';
import { type LoggedReview, scheduleFrom } from '../../src/lib/reviews/log.ts';
import { type Schedule, scheduleFields } from '../../src/lib/reviews/sm2.ts';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { anyEmail, newHome, rows, samedi, samediJson, signedInHome } from '../support/cli/homes.ts';
import { chanceFrom } from '../support/faults/random.ts';
import { startServer } from '../support/server.ts';

const seed = Number(process.env['FAULTS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const rounds = Number(process.env['FAULTS_ROUNDS'] ?? 12);
const YEAR_MS = 365 * 86_400_000;
const CARDS = ['card-1', 'card-2'];

interface Device {
  home: string;
  clockOff: number;
}

const clockOf = ({ clockOff }: Device) => ({ SAMEDI_NOW: String(Date.now() + clockOff) });

test(
  `every rating counts once (FAULTS_SEED=${seed} FAULTS_ROUNDS=${rounds})`,
  async () => {
    const chance = chanceFrom(seed);
    const server = await startServer();
    try {
      const devices = await threeDevices(server.url);
      const rated: string[] = [];
      for (let i = 0; i < rounds; i++) {
        const device = chance.pick(devices);
        const [card, rating] = [chance.pick(CARDS), chance.below(4) + 1];
        await samedi(device.home, ['card', 'rate', card, String(rating)], clockOf(device));
        rated.push(`${card} ${rating}`);
        if (chance.once(2)) await cutSync(device, chance.below(700));
      }
      for (let turn = 0; turn < 3; turn++) {
        for (const one of devices) await samedi(one.home, ['sync'], clockOf(one));
      }
      for (const device of devices) {
        const log = rows(device.home, 'SELECT * FROM reviews') as unknown as Row[];
        expect(log.map((one) => `${one.card_id} ${one.rating}`).sort()).toEqual(rated.sort());
        for (const id of CARDS) {
          const own = log.filter(({ card_id }) => card_id === id).map(asLogged);
          const [card] = rows(
            device.home,
            `SELECT ${scheduleFields} FROM cards WHERE id = '${id}'`,
          );
          if (own.length > 0) expect(card).toEqual(scheduleFrom(own));
        }
        await samedi(device.home, ['sync', 'verify'], clockOf(device));
        expect(await samediJson(device.home, ['sync', 'conflicts'])).toEqual([]);
      }
    } finally {
      await server.stop();
    }
  },
  120_000 + rounds * 15_000,
);

interface Row extends LoggedReview, Schedule {
  card_id: string;
}

const asLogged = (row: Row): LoggedReview => ({
  ...row,
  before: Object.fromEntries(scheduleFields.map((name) => [name, row[name]])) as never,
});

/** The first has a home of the first version, whose cards have schedules and no log. */
async function threeDevices(url: string): Promise<Device[]> {
  const email = anyEmail();
  const devices: Device[] = [];
  for (const years of [0, -3, 4]) {
    const home = await newHome();
    if (devices.length === 0) writeFirstVersionHome(home);
    await signedInHome(url, email, home);
    await samedi(home, ['sync']);
    devices.push({ home, clockOff: years * YEAR_MS });
  }
  return devices;
}

async function cutSync(device: Device, afterMs: number): Promise<void> {
  const group = await startGroup(process.execPath, [inRoot('cli/bin/samedi.js'), 'sync'], {
    input: '',
    env: { ...process.env, SAMEDI_HOME: device.home, ...clockOf(device) },
  });
  await Promise.race([delay(afterMs), group.exited]);
  group.child.kill('SIGKILL');
  await group.exited;
}
