/** Each command once, on a home in which it has something to say; in an order in which that holds. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CliResult, runCli } from '../cli.ts';
import { nextMail } from '../mail.ts';
import { FRENCH, writeFirstVersionHome } from './first-version-home.ts';
import { anyEmail, change, newHome, rows, samedi, signedInHome } from './homes.ts';

/** A first version's home, synced, with two conflicts, files to import, and an editor that changes nothing. */
export async function filledHome(url: string): Promise<Omit<Learner, 'url'>> {
  const email = anyEmail();
  const home = await newHome();
  writeFirstVersionHome(home);
  writeFileSync(join(home, 'rust.md'), FRENCH.replace('id: french-b1', 'id: rust'));
  writeFileSync(join(home, 'cards.csv'), 'question,answer,tags\nun,one,numbers\n');
  await signedInHome(url, email, home);
  await samedi(home, ['sync']);
  const other = await signedInHome(url, email);
  await samedi(other, ['sync']);
  for (const at of [home, other]) change(at, `UPDATE cards SET answer = '${at}'`);
  await samedi(other, ['sync']);
  await samedi(home, ['sync']);
  await samedi(home, ['logout']);
  const auth = readFileSync(join(other, 'auth.json'), 'utf8');
  return { home, email, otherDevice: JSON.parse(auth).device_id };
}

type Args = readonly string[];
interface Learner {
  home: string;
  url: string;
  email: string;
  /** The id of another home of the same account. */
  otherDevice: string;
}

const firstConflict = ({ home }: Learner) =>
  String(rows(home, 'SELECT id FROM conflicts WHERE dropped = 0 ORDER BY id')[0]?.['id']);
const addedSession = ({ home }: Learner) =>
  String(rows(home, "SELECT id FROM sessions WHERE notes = 'added'")[0]?.['id']);
const inHome = ({ home }: Learner, file: string) => join(home, file);

/** Of the backup that `samedi backup` made. */
const dailyId = ({ home }: Learner) => {
  const [made] = rows(home, "SELECT value FROM sync_state WHERE key = 'last_backup_day'");
  return `daily/${made?.['value']}`;
};

/** By the words of the command; what comes behind them. */
export const everyCommand: Readonly<Record<string, Args | ((learner: Learner) => Args)>> = {
  login: ({ email, url }) => [email, '--endpoint', url],
  whoami: [],
  account: [],
  'account email': ({ email }) => [`new-${email}`],
  'account export': (learner) => ['--out', inHome(learner, 'account.json')],
  devices: [],
  'devices revoke': ({ otherDevice }) => [otherDevice],
  'plan list': [],
  'plan show': ['french-b1'],
  'plan new': ['Esperanto', '--tag', 'language'],
  'plan edit': ['french-b1'],
  'plan done': ['french-b1', '2'],
  'plan import': (learner) => [inHome(learner, 'rust.md')],
  start: ['french-b1', '2', '--note', 'numbers'],
  status: [],
  stop: ['--artifact', 'https://example.org'],
  'session list': [],
  'session add': ['french-b1', '--for', '45m', '--note', 'added'],
  'session edit': (learner) => [addedSession(learner), '--for', '30m'],
  'session delete': (learner) => [addedSession(learner)],
  'card add': ['french-b1', 'oui', 'yes', '--tag', 'a1'],
  'card import': (learner) => ['french-b1', inHome(learner, 'cards.csv')],
  'card list': [],
  'card export': ['french-b1'],
  review: ['--tag', 'none has it'],
  'card edit': ['card-1', '--tag', 'edited'],
  'card rate': ['card-1', '3'],
  'card delete': ['card-1'],
  stats: ['--range', 'all'],
  export: [],
  'config set': ['learning.weekly_goal_minutes', '300'],
  'config get': ['learning.weekly_goal_minutes'],
  'config list': [],
  'config edit': [],
  'config path': [],
  check: [],
  backup: [],
  'backup list': [],
  'backup verify': (learner) => [dailyId(learner)],
  'backup download': (learner) => [dailyId(learner), '--out', inHome(learner, 'copy.tar.gz')],
  'backup restore': (learner) => [inHome(learner, 'copy.tar.gz'), '--dry-run'],
  'backup delete': (learner) => [dailyId(learner)],
  completion: ['bash'],
  sync: [],
  'sync push': ['--all'],
  'sync pull': ['--dry-run'],
  'sync status': [],
  'sync verify': [],
  'sync conflicts': [],
  'sync conflicts show': (learner) => [firstConflict(learner)],
  'sync conflicts restore': (learner) => [firstConflict(learner)],
  'sync conflicts drop': (learner) => [firstConflict(learner)],
  'plan archive': ['esperanto'],
  'plan restore': ['rust'],
  'plan delete': ['rust', '--yes'],
  cancel: [],
  logout: [],
  'account delete': ({ email }) => ['--confirm', email],
};

/** What has to be so before a command, and no command makes so. */
const before: Readonly<Record<string, (learner: Learner) => unknown>> = {
  'plan restore': (learner) => rmSync(inHome(learner, 'plans/rust.md')),
  'account delete': ({ home, url, email }) => signedInHome(url, email, home),
  cancel: ({ home }) => samedi(home, ['start', 'french-b1']),
};

const QUIET_EDITOR = { VISUAL: '', EDITOR: 'true' };

/** Runs every command with `flags` and hands over what it printed. Throws where one fails. */
export async function runEveryCommand(
  url: string,
  flags: Args,
  look: (words: string, result: CliResult) => void,
  env: Record<string, string> = {},
): Promise<void> {
  const learner = { url, ...(await filledHome(url)) };
  const { home, email } = learner;
  for (const [words, given] of Object.entries(everyCommand)) {
    await before[words]?.(learner);
    const args = [...words.split(' '), ...(typeof given === 'function' ? given(learner) : given)];
    const stdin = words === 'login' ? nextMail(url, email).then(({ token }) => `${token}\n`) : '';
    const options = { home, stdin, env: { ...QUIET_EDITOR, ...env } };
    const result = await runCli([...args, ...flags], options);
    if (result.code !== 0) throw new Error(`samedi ${args.join(' ')}: ${result.stderr}`);
    look(words, result);
  }
}
