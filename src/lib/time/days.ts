/**
 * Calendar arithmetic on days: `YYYY-MM-DD` strings, where the learner was. No clock in here: time comes in as an
 * argument.
 */

/** A calendar date `YYYY-MM-DD`; lexical order is calendar order. */
export type Day = string;

const DAY_MS = 86_400_000;
const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether `text` is a date that exists: `2026-02-30` does not. */
export function isDay(text: string): boolean {
  return pattern.test(text) && dayOfUtc(Date.parse(`${text}T00:00:00Z`)) === text;
}

/** The UTC calendar date of an instant in Unix milliseconds; `''` for one that no date can name. */
function dayOfUtc(ms: number): Day {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : '';
}

/** `day` moved by `count` days, backwards where negative. */
export function addDays(day: Day, count: number): Day {
  return dayOfUtc(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS);
}

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The first day of the week that holds `day`; weeks start on `weekStartsOn` (0 Sunday, 1 Monday, the default). */
export function startOfWeek(day: Day, weekStartsOn = 1): Day {
  return addDays(day, -((weekdayOf(day) - weekStartsOn + 7) % 7));
}

/**
 * The day an instant belongs to: the calendar date at `utcOffsetMinutes` (east of Greenwich is positive), where a
 * day begins `dayStartsAtMinutes` after midnight, so that an evening that ends at one in the morning stays whole.
 */
export function dayAt(ms: number, utcOffsetMinutes: number, dayStartsAtMinutes = 0): Day {
  return dayOfUtc(ms + (utcOffsetMinutes - dayStartsAtMinutes) * 60_000);
}

/**
 * Minutes east of Greenwich that clocks in `timeZone` (an IANA name) showed at `ms`. Throws RangeError on an unknown
 * zone.
 */
export function utcOffsetMinutes(ms: number, timeZone: string): number {
  const parts = formatter(timeZone).formatToParts(ms);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return Math.round((local - Math.floor(ms / 1000) * 1000) / 60_000);
}

/** The learner's day at `ms` in `timeZone`. */
export function dayIn(ms: number, timeZone: string, dayStartsAtMinutes = 0): Day {
  return dayAt(ms, utcOffsetMinutes(ms, timeZone), dayStartsAtMinutes);
}

/** Whether the runtime knows `timeZone`. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatter(timeZone);
    return true;
  } catch {
    return false;
  }
}

// Making one takes about 50 µs; a history of thousands of sessions asks for the same few zones. There are about 600,
// but the runtime takes each name in capitals as well, or some: who sends them all must not fill a server's memory.
const MOST_FORMATTERS = 1_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let known = formatters.get(timeZone);
  if (!known) {
    known = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    if (formatters.size >= MOST_FORMATTERS) formatters.clear();
    formatters.set(timeZone, known);
  }
  return known;
}
