/** `samedi export` */
import { SamediError } from '../../../src/lib/errors.ts';
import { printCalendar } from '../../../src/lib/export/ical.ts';
import { printReport } from '../../../src/lib/export/report.ts';
import { parsePlan, planData } from '../../../src/lib/plan-file.ts';
import type { Cli } from '../cli.ts';
import type { Home } from '../home/home.ts';
import { readPlanFile } from '../plans/file.ts';
import { warnOfProblems } from '../plans/problems.ts';
import { scanPlans } from '../plans/scan.ts';
import { createdAt } from '../plans/store.ts';
import { allCards } from '../records/cards.ts';
import { type Session, sessionHistory } from '../records/history.ts';
import { writeResult } from '../source.ts';
import { dayOfStart } from '../when.ts';

const formats = { json: asJson, markdown: asMarkdown, ical: asCalendar } as const;

export async function exportAll(
  cli: Cli,
  { format = 'json', out: file }: { format?: string; out?: string },
): Promise<void> {
  if (!Object.hasOwn(formats, format)) {
    throw new SamediError('usage', `There is no format "${format}".`, {
      next: `Use one of: ${Object.keys(formats).join(', ')}.`,
    });
  }
  const home = await cli.home();
  const problems = scanPlans(home);
  warnOfProblems(cli.out, problems);
  const unreadable = new Set(problems.map((problem) => problem.id));
  const text = formats[format as keyof typeof formats](home, readablePlans(home, unreadable));
  if (file === undefined) return cli.out.raw(text);
  writeResult(file, text);
  if (cli.out.json) return cli.out.data({ format, file });
  cli.out.line(`Wrote ${file}.`);
}

interface PlanText {
  id: string;
  content: string;
}

function readablePlans(home: Home, unreadable: ReadonlySet<string>): PlanText[] {
  const rows = home.db.prepare('SELECT id FROM plans ORDER BY id').all();
  return rows
    .map((row) => String(row['id']))
    .filter((id) => !unreadable.has(id))
    .flatMap((id) => readPlanFile(home, id) ?? []);
}

/** All fields of all records, as they are synced. */
function asJson(home: Home, plans: readonly PlanText[]): string {
  const records = {
    exported_at: home.now(),
    plans: plans.map(({ id, content }) => ({
      id,
      ...planData(content, createdAt(home.db, id, 0)),
    })),
    sessions: sessionHistory(home),
    cards: allCards(home),
  };
  return `${JSON.stringify(records, null, 2)}\n`;
}

function asMarkdown(home: Home, plans: readonly PlanText[]): string {
  const sessions = Map.groupBy(sessionHistory(home).reverse(), (session) => session.plan_id);
  const known = plans.map(({ id, content }) => {
    const { title, chunks } = parsePlan(content);
    return { title, chunks, sessions: sessions.get(id) ?? [] };
  });
  const ids = new Set(plans.map(({ id }) => id));
  const others = [...sessions].filter(([id]) => !ids.has(id));
  const deleted = others.map(([id, those]) => ({ title: id, chunks: [], sessions: those }));
  return printReport([...known, ...deleted], dayOfStart(home.now(), home.settings).day);
}

/** What runs has no end yet, so it is left out. */
function asCalendar(home: Home, plans: readonly PlanText[]): string {
  const parsed = new Map(plans.map(({ id, content }) => [id, parsePlan(content)]));
  const titleOf = ({ plan_id, chunk_id }: Session) => {
    const plan = parsed.get(plan_id);
    const chunk = plan?.chunks.find((one) => one.id === chunk_id)?.title ?? chunk_id;
    return [plan?.title ?? plan_id, chunk].filter(Boolean).join(': ');
  };
  const events = sessionHistory(home).flatMap((session) => {
    const { id, started_at: start, ended_at: end, created_at: stamp } = session;
    if (end === null) return [];
    const description = [session.notes, ...session.artifacts].filter(Boolean).join('\n') || null;
    return [{ id, start, end, title: titleOf(session), description, stamp }];
  });
  return printCalendar(events.reverse());
}
