/**
 * Two homes sync as one device, and the server is put back to an older copy of itself. Both changed one record:
 * nobody's change is lost, whoever syncs first.
 */
import { cpSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeFirstVersionHome } from '../support/cli/first-version-home.ts';
import { anyEmail, change, samedi, signedInHome } from '../support/cli/homes.ts';
import { temporaryHome } from '../support/cli.ts';
import { answers, edit, whatIsLeft } from '../support/faults/copies.ts';
import { mortalServer } from '../support/faults/world.ts';

interface Case {
  /** Whether the home was copied before the server was, or after. */
  copied: 'before' | 'after';
  /** Whether the home's change was sent before the server was put back. */
  sent: boolean;
  first: 'home' | 'copy';
  /** Whose change has the later time. */
  later: 'home' | 'copy';
}

/** Each value meets each value of the others. */
const cases: Case[] = [
  { copied: 'before', sent: true, first: 'home', later: 'home' },
  { copied: 'before', sent: false, first: 'copy', later: 'copy' },
  { copied: 'after', sent: true, first: 'copy', later: 'copy' },
  { copied: 'after', sent: true, first: 'home', later: 'copy' },
  { copied: 'after', sent: false, first: 'home', later: 'home' },
  { copied: 'before', sent: false, first: 'copy', later: 'home' },
];

interface Pair extends Case {
  home: string;
  copy: string;
}

const pairs: Pair[] = [];
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
    const [home, copy] = [await newHome(), await newHome()];
    writeFirstVersionHome(home);
    await signedInHome(server.url, anyEmail(), home);
    await samedi(home, ['sync']);
    pairs.push({ ...one, home, copy });
  }
  const copyHomes = (when: Case['copied']) => {
    for (const { copied, home, copy } of pairs) {
      if (copied === when) cpSync(home, copy, { recursive: true });
    }
  };
  copyHomes('before');
  await server.kill();
  server.keepCopy();
  await server.startAgain();
  for (const { copied, home } of pairs) {
    if (copied !== 'after') continue;
    change(
      home,
      "UPDATE cards SET question = 'since the copy' WHERE id = (SELECT max(id) FROM cards)",
    );
    await samedi(home, ['sync']);
  }
  copyHomes('after');
  const editHome = ({ home, later }: Pair) =>
    edit(home, 'of the home', later === 'home' ? 'second' : 'first');
  for (const pair of pairs.filter(({ sent }) => sent)) {
    editHome(pair);
    await samedi(pair.home, ['sync']);
  }
  await server.kill();
  server.putCopyBack();
  await server.startAgain();
  for (const pair of pairs) {
    if (!pair.sent) editHome(pair);
    edit(pair.copy, 'of the copy', pair.later === 'copy' ? 'second' : 'first');
  }
});

afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

test.each(cases)(
  'copied $copied the server was, the change of the home sent before: $sent, first the $first, later the $later',
  async (one) => {
    const { home, copy, first } = pairs[cases.indexOf(one)]!;
    const order = first === 'home' ? [home, copy] : [copy, home];
    for (const each of [...order, ...order]) await samedi(each, ['sync']);
    for (const each of [home, copy]) {
      expect(whatIsLeft(each)).toContain('of the home');
      expect(whatIsLeft(each)).toContain('of the copy');
      await samedi(each, ['sync', 'verify']);
    }
    expect(answers(copy)).toEqual(answers(home));
  },
);
