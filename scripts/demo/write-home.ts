/** Writes the demo learner's home with the CLI's own code, as if it had been lived in. */
import { mkdir, writeFile } from 'node:fs/promises';
import { writeWhole } from '../../cli/src/home/files.ts';
import { openHome } from '../../cli/src/home/home.ts';
import { homePaths } from '../../cli/src/home/paths.ts';
import { trackedChange } from '../../cli/src/home/tracking.ts';
import { planPath } from '../../cli/src/plans/file.ts';
import { scanPlans } from '../../cli/src/plans/scan.ts';
import { writeCard } from '../../cli/src/records/card-rows.ts';
import { writeReview } from '../../cli/src/records/review-rows.ts';
import { writeSession } from '../../cli/src/records/session-rows.ts';
import { dayIn } from '../../src/lib/time/days.ts';
import { type DemoHome, makeDemoHome } from './demo-home.ts';
import { TIME_ZONE } from './sessions.ts';

/** Fills the folder `root`, which must not be there yet, with a history up to `now` (Unix ms). */
export async function writeDemoHome(root: string, now: number): Promise<DemoHome> {
  const demo = makeDemoHome({ today: dayIn(now, TIME_ZONE) });
  await mkdir(root, { recursive: true, mode: 0o700 });
  await writeFile(homePaths(root).config, configOf(demo));
  const warn = (text: string) => {
    throw new Error(text);
  };
  const home = await openHome(root, { env: {} as NodeJS.ProcessEnv, now: () => now, warn });
  try {
    for (const { id, data } of demo.plans) writeWhole(planPath(home, id), data.content);
    for (const { error } of scanPlans(home)) throw error;
    trackedChange(home.db, now, () => {
      for (const { id, data } of demo.sessions) writeSession(home.db, id, data);
      for (const { id, data, reviews } of demo.cards) {
        writeCard(home.db, id, data);
        for (const review of reviews) writeReview(home.db, review.id, review.data);
      }
    });
  } finally {
    home.db.close();
  }
  return demo;
}

function configOf({ learner }: DemoHome): string {
  return `[user]
email = "${learner.email}"
username = "${learner.name}"
timezone = "${learner.timeZone}"

[learning]
weekly_goal_minutes = ${learner.weeklyGoalMinutes}
`;
}
