/** Time zones without `Intl`, which takes 15 ms to load its data: half of what a short command takes in all. */
import { existsSync, readlinkSync } from 'node:fs';
import { isTimeZone } from '../../../src/lib/time/days.ts';

const areas =
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(\/[A-Za-z_-]+)+$/;

/** Whether `name` is a time zone; the system's own list answers where it has one. */
export function isKnownZone(name: string): boolean {
  return (areas.test(name) && existsSync(`/usr/share/zoneinfo/${name}`)) || isTimeZone(name);
}

/** The zone that this computer is set to, as `Intl` finds it: by `TZ`, else by where /etc/localtime leads. */
export function systemZone(): string {
  const name = process.env.TZ ?? zoneOfLink('/etc/localtime');
  if (name === 'UTC' || name === 'Etc/UTC') return 'UTC';
  if (areas.test(name) && existsSync(`/usr/share/zoneinfo/${name}`)) return name;
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Empty where there is no such link. */
function zoneOfLink(path: string): string {
  try {
    return /zoneinfo\/(.+)$/.exec(readlinkSync(path))?.[1] ?? '';
  } catch {
    return ''; // Not on every system; `Intl` knows then.
  }
}

/** As `utcOffsetMinutes` in `src/lib/time/days.ts`, by `Date` and the process's zone, which is put back. */
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
