/**
 * Two homes sync as one device, and the server is put back to an older copy of itself. A third device
 * gives it back what the home had sent, and the copy sends a change of the same record that it made without
 * knowing that: nobody's change is lost, whoever syncs first.
 */
import { cpSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { anyEmail, change, samedi, signedInHome } from '../support/cli/homes.ts';
import { temporaryHome } from '../support/cli.ts';
import { answers, edit, whatIsLeft } from '../support/faults/copies.ts';
import { mortalServer } from '../support/faults/world.ts';

interface Case {
  first: 'the third device' | 'the copy';
  later: 'home' | 'copy';
  homeComes: boolean;
}

const cases: Case[] = (['the third device', 'the copy'] as const).flatMap((first) =>
  (['home', 'copy'] as const).flatMap((later) =>
    [true, false].map((homeComes) => ({ first, later, homeComes })),
  ),
);

interface Trio extends Case {
  home: string;
  copy: string;
  third: string;
}

const trios: Trio[] = [];
const undo: (() => Promise<void>)[] = [];

/** All cases at once, since a server takes long to die and to come back. */
beforeAll(async () => {
  const server = await mortalServer();
  undo.push(server.stop);
  const newHome = async () => {
    const { home, remove } = await temporaryHome();
    undo.push(remove);
    return home;
  };
  for (const one of cases) {
    const [home, copy, third] = [await newHome(), await newHome(), await newHome()];
    const email = anyEmail();
    writeFirstVersionHome(home);
    await signedInHome(server.url, email, home);
    await samedi(home, ['sync']);
    await signedInHome(server.url, email, third);
    await samedi(third, ['sync']);
    cpSync(home, copy, { recursive: true });
    trios.push({ ...one, home, copy, third });
  }
  await server.kill();
  server.keepCopy();
  await server.startAgain();
  for (const { home, third, later } of trios) {
    edit(home, 'of the home', later === 'home' ? 'second' : 'first');
    change(home, "UPDATE cards SET question = 'more' WHERE id = (SELECT max(id) FROM cards)");
    await samedi(home, ['sync']);
    await samedi(third, ['sync']);
  }
  await server.kill();
  server.putCopyBack();
  await server.startAgain();
  for (const { copy, later } of trios) {
    edit(copy, 'of the copy', later === 'copy' ? 'second' : 'first');
  }
});

afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

test.each(cases)(
  '$first first, later the $later, the home comes as well: $homeComes',
  async (one) => {
    const { home, copy, third } = trios[cases.indexOf(one)]!;
    const order = one.first === 'the copy' ? [copy, third] : [third, copy];
    const all = one.homeComes ? [...order, home] : order;
    for (const each of [...all, ...all]) await samedi(each, ['sync']);
    for (const each of all) {
      expect(whatIsLeft(each)).toContain('of the home');
      expect(whatIsLeft(each)).toContain('of the copy');
      await samedi(each, ['sync', 'verify']);
      expect(answers(each)).toEqual(answers(copy));
    }
  },
);
