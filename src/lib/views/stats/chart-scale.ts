/** How high a chart is: a round number, whose half is one, too. */

/** Minutes. */
const MINUTES = [30, 60, 120, 240, 360, 480, 600, 720, 960, 1_200, 1_800, 2_400, 3_600, 4_800];
/** Hundred hours, and so on. */
const MANY_MINUTES = 6_000;

/** At least `minutes`, and so that half of it reads well: an hour, 10 hours, 500 hours. */
export function minutesScale(minutes: number): number {
  const found = MINUTES.find((limit) => minutes <= limit);
  return found ?? countScale(Math.ceil(minutes / MANY_MINUTES)) * MANY_MINUTES;
}

/** At least `count`: 2, 4, 10, 20, 40, 100, and so on. */
export function countScale(count: number): number {
  for (let power = 1; ; power *= 10) {
    const found = [2, 4, 6, 10].find((step) => count <= step * power);
    if (found) return found * power;
  }
}
