/** Time zones without `Intl`, which takes 15 ms to load its data: half of what a short command takes in all. */
import { existsSync } from 'node:fs';
import { isTimeZone } from '../../../src/lib/days.ts';

const areas =
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(\/[A-Za-z_-]+)+$/;

/** Whether `name` is a time zone; the system's own list answers where it has one. */
export function isKnownZone(name: string): boolean {
  return (areas.test(name) && existsSync(`/usr/share/zoneinfo/${name}`)) || isTimeZone(name);
}

/** As `utcOffsetMinutes` in `src/lib/days.ts`, by `Date` and the process's zone, which is put back. */
export function offsetAt(ms: number, timeZone: string): number {
  const { TZ } = process.env;
  try {
    process.env.TZ = timeZone;
    return -Math.round(new Date(ms).getTimezoneOffset());
  } finally {
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  }
}
