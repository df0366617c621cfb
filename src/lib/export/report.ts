/** What was learned, as markdown to read: plans with their chunks and sessions. */

import type { Chunk } from '../plan/plan.ts';
import { countText, dateText, minutesText, timeOfDayText } from '../text/format.ts';
import { type Day, dayAt } from '../time/days.ts';
import type { SessionData } from '../wire/records.ts';

export interface ReportPlan {
  title: string;
  chunks: readonly Pick<Chunk, 'title' | 'status'>[];
  /** In the order in which they are to be shown. */
  sessions: readonly SessionData[];
}

export function printReport(plans: readonly ReportPlan[], day: Day): string {
  return `${[`# Learning, up to ${dateText(day)}`, ...plans.map(printPlan)].join('\n\n')}\n`;
}

function printPlan({ title, chunks, sessions }: ReportPlan): string {
  const minutes = sessions.reduce((sum, session) => sum + (session.minutes ?? 0), 0);
  const parts = [
    `## ${oneLine(title)}`,
    `${minutesText(minutes)} in ${countText(sessions.length, 'session')}.`,
    chunks.map((chunk) => `- [${marks[chunk.status]}] ${oneLine(chunk.title)}`).join('\n'),
    sessions.map(sessionLine).join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const marks = { 'not-started': ' ', 'in-progress': ' ', completed: 'x', skipped: '-' } as const;

function sessionLine(session: SessionData): string {
  const { started_at, utc_offset_minutes, minutes, notes, artifacts } = session;
  const date = dayAt(started_at, utc_offset_minutes);
  const time = timeOfDayText(started_at, utc_offset_minutes);
  const spent = minutes === null ? 'running' : minutesText(minutes);
  const texts = [notes, ...artifacts].filter(Boolean).map((text) => oneLine(text ?? ''));
  return `- ${date} ${time}, ${spent}${texts.length > 0 ? `: ${texts.join('; ')}` : ''}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
