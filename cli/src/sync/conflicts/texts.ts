/** Versions as lines of text, so that two of them can be laid beside each other. */
import { mergePlans } from '../../../../src/lib/plan/merge/merge-plans.ts';
import { mergeRecord } from '../../../../src/lib/records/merge-record.ts';
import { align } from '../../../../src/lib/text/align.ts';
import { timeOfDayText } from '../../../../src/lib/text/format.ts';
import { dayAt, utcOffsetMinutes } from '../../../../src/lib/time/days.ts';
import type { Home } from '../../home/home.ts';
import { recordKinds } from '../../kinds/kinds.ts';
import type { KeptConflict } from './conflicts.ts';

/** What a person knows the record by. */
export function titleOf(home: Home, { kind, record_id, data }: KeptConflict): string {
  const text = recordKinds[kind].title(record_id, data ?? recordNow(home, kind, record_id) ?? {});
  return typeof text === 'string' ? (text.split('\n')[0] ?? '').slice(0, 60) : record_id;
}

/** A line of a difference: only in the present version, only in the one that lost, or in both. */
export interface DiffLine {
  mark: '-' | '+' | ' ';
  text: string;
}

/** From the record as it is to the version that lost. */
export function difference(home: Home, conflict: KeptConflict): DiffLine[] {
  const now = textOf(home, conflict.kind, recordNow(home, conflict.kind, conflict.record_id));
  const lost = textOf(home, conflict.kind, conflict.data);
  const matches = align(now, lost);
  const marked = (mark: DiffLine['mark'], texts: readonly string[]) =>
    texts.map((text) => ({ mark, text }));
  let at = 0;
  const lines = now.flatMap((text, index) => {
    const match = matches[index] ?? -1;
    if (match === -1) return marked('-', [text]);
    const before = lost.slice(at, match);
    at = match + 1;
    return [...marked('+', before), ...marked(' ', [text])];
  });
  return [...lines, ...marked('+', lost.slice(at))];
}

/** What the present version and the one that lost say differently: "chunk 3, status", "answer". */
export interface FieldDifference {
  where: string;
  now: string | null;
  lost: string | null;
}

/** Of a plan only where its chunks can be told apart; none of a deletion. */
export function fieldDifferences(home: Home, conflict: KeptConflict): FieldDifference[] {
  const { kind, record_id, data: lost } = conflict;
  const now = recordNow(home, kind, record_id);
  if (!now || !lost) return [];
  if (kind === 'plans') return planDifferences(String(now['content']), String(lost['content']));
  if (kind === 'reviews') return [];
  const { conflicts } = mergeRecord(kind, null, now as never, lost as never);
  return conflicts.map(({ where, ours, theirs }) => ({
    where,
    now: unitText(home, now, ours),
    lost: unitText(home, lost, theirs),
  }));
}

function planDifferences(now: string, lost: string): FieldDifference[] {
  const { conflicts, by } = mergePlans(null, now, lost);
  if (by !== 'structure') return [];
  return conflicts.map(({ where, ours, theirs }) => ({ where, now: ours, lost: theirs }));
}

/** Fields that mean something together, of `record`. */
function unitText(home: Home, record: Fields, unit: object): string | null {
  const texts = Object.entries(unit).map(([name, value]) => valueText(home, record, name, value));
  return texts.filter((text) => text !== '').join(', ') || null;
}

type Fields = Record<string, unknown>;

/** The record's fields as they are here; null where it is not here. */
function recordNow(home: Home, kind: KeptConflict['kind'], id: string): Fields | null {
  const { read, show = read } = recordKinds[kind];
  return show(home, id) as Fields | null;
}

function textOf(home: Home, kind: KeptConflict['kind'], fields: Fields | null): string[] {
  if (fields === null) return ['(deleted)'];
  const { lines } = recordKinds[kind];
  if (lines) return lines(fields);
  return Object.entries(fields).flatMap(([name, value]) => {
    const text = valueText(home, fields, name, value);
    return text === '' ? [] : `${name.replace(/_(id|at)$/, '')}: ${text}`.split('\n');
  });
}

/** A field as a learner would write it; empty where there is nothing in it. */
function valueText(home: Home, fields: Fields, name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(', ');
  if (!name.endsWith('_at') || typeof value !== 'number') return String(value);
  const known = fields['utc_offset_minutes'];
  const offset =
    typeof known === 'number' ? known : utcOffsetMinutes(value, home.settings.timeZone);
  return `${dayAt(value, offset)} ${timeOfDayText(value, offset)}`;
}
