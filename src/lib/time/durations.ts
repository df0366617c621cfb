/** Durations as learners write them in plan files and on the command line. */

/** A century of minutes; a longer one is a slip of the keyboard. */
const LONGEST_MINUTES = 10_000_000;

const clock = /^(\d{1,5}):([0-5]\d)$/;
const hoursThenDigits = /^(\d{1,5}) ?h ?([0-5]?\d)$/i;
const words =
  /^(?:(\d{1,7}(?:[.,]\d{1,6})?) ?(?:hours?|hrs?|h))?(?: ?(?:,|and)? ?(\d{1,8}(?:[.,]\d{1,6})?) ?(?:minutes?|mins?|m))?$/i;

/**
 * Whole minutes of `1 hour`, `1.5 hours`, `90 minutes`, `30 min`, `1h`, `1h 30m`, `1h30` or `1:30` (hours first);
 * null where it is none of these. A number alone has no unit and is refused.
 */
export function readDuration(text: string): number | null {
  const tidy = text.trim().replace(/\s+/g, ' ');
  const match = clock.exec(tidy) ?? hoursThenDigits.exec(tidy) ?? words.exec(tidy);
  if (!match || (match[1] === undefined && match[2] === undefined)) return null;
  // 1,500 is a thousand and a half to some, and one and a half to others.
  if (match.slice(1).some((digits) => digits && /,\d{3}$/.test(digits))) return null;
  const minutes = Math.round(number(match[1]) * 60 + number(match[2]));
  return minutes <= LONGEST_MINUTES ? minutes : null;
}

const rough = /^(?:~|≈|ca?\.?|about|around|approx\.?|approximately|roughly)\s?(?=\d)/i;
const several =
  /^(\d{1,7}(?:[.,]\d{1,2})?) ?([a-z]{0,7}) ?(?:-|–|—|to) ?(\d{1,7}(?:[.,]\d{1,2})?) ?([a-z]{1,7}\.?)$/i;

/** As `readDuration`, for what is expected to be: also `~2 hours`, and the middle of `2-3 hours`. */
export function readEstimate(text: string): number | null {
  const tidy = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(rough, '')
    .replace(/(?<=[a-z])\.$/i, '');
  const [, least, ownUnit, most, unit] = several.exec(tidy) ?? [];
  if (least === undefined) return readDuration(tidy);
  const from = readDuration(`${least} ${ownUnit || unit}`);
  const to = readDuration(`${most} ${unit}`);
  return from === null || to === null || from > to ? null : Math.round((from + to) / 2);
}

function number(digits: string | undefined): number {
  return Number((digits ?? '0').replace(',', '.'));
}

/** What `readDuration` reads back: `1 hour`, `1.5 hours`, `50 minutes`. */
export function durationText(minutes: number): string {
  if (minutes >= 60 && minutes % 30 === 0) {
    return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
  }
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
