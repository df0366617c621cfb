/** What CLI tests start from: temporary homes, commands on them, and a look at what they hold. */
import { onTestFinished } from 'vitest';
import { type Home, openHome } from '../../../cli/src/home/home.ts';
import { type CliResult, logIn, runCli, temporaryHome } from '../cli.ts';
import { openHomeDatabase, writeFirstVersionHome } from './first-version-home.ts';

/** An empty home that is gone after the test. */
export async function newHome(): Promise<string> {
  const { home, remove } = await temporaryHome();
  onTestFinished(remove);
  return home;
}

/** A first version's home in a folder that is gone after the test, opened as commands do. */
export async function openFirstVersionHome(): Promise<Home> {
  const path = await newHome();
  writeFirstVersionHome(path);
  const env = {} as NodeJS.ProcessEnv;
  const home = await openHome(path, { env, now: Date.now, warn: () => {} });
  onTestFinished(() => home.db.close());
  return home;
}

/** Runs a command that is expected to succeed. Throws with what it said where it does not. */
export async function samedi(
  home: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CliResult> {
  const result = await runCli(args, { home, env });
  if (result.code !== 0) {
    throw new Error(`samedi ${args.join(' ')} ended with ${result.code}: ${result.stderr}`);
  }
  return result;
}

/** What a command that is expected to succeed prints as JSON. */
export async function samediJson<T>(
  home: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<T> {
  return JSON.parse((await samedi(home, [...args, '--json'], env)).stdout);
}

/** The error of a command that is expected to fail, and its exit code. */
export async function errorOf(
  home: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ exit: number; code: string; message: string; next: string }> {
  const { code, stdout, stderr } = await runCli([...args, '--json'], { home, env });
  if (code === 0) throw new Error(`samedi ${args.join(' ')} succeeded: ${stdout}`);
  return { exit: code, ...JSON.parse(stderr).error };
}

/** A home signed in as `email`. */
export async function signedInHome(url: string, email: string, home?: string): Promise<string> {
  const path = home ?? (await newHome());
  const { code, stderr } = await logIn(url, path, email);
  if (code !== 0) throw new Error(`samedi login ended with ${code}: ${stderr}`);
  return path;
}

/** Two homes of one account at the site: the laptop brings the first version's records, and both have synced. */
export async function twoHomes(url: string, email = anyEmail()): Promise<[string, string]> {
  const laptop = await newHome();
  writeFirstVersionHome(laptop);
  await signedInHome(url, email, laptop);
  await samedi(laptop, ['sync']);
  const desktop = await signedInHome(url, email);
  await samedi(desktop, ['sync']);
  return [laptop, desktop];
}

/** Rows of the home's database. */
export function rows(home: string, sql: string): Record<string, unknown>[] {
  const db = openHomeDatabase(home);
  try {
    return db
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    db.close();
  }
}

/** Runs SQL the way another program would. */
export function change(home: string, sql: string): void {
  const db = openHomeDatabase(home);
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
}

/**
 * Adds this many cards, the way another program would; they belong to no plan, and are sent after those with other ids.
 */
export function addCards(home: string, count: number): void {
  change(
    home,
    `PRAGMA foreign_keys = OFF;
     WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
     INSERT INTO cards (id, plan_id, question, answer, created_at, next_review)
     SELECT 'z' || i, 'p', 'q', 'a', '2026-01-01 00:00:00+00:00', '2026-01-02' FROM n`,
  );
}

/** An address that no other test uses. */
export function anyEmail(): string {
  return `learner-${Math.random().toString(36).slice(2)}@example.org`;
}
