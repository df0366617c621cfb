import { GATE } from './gate.ts';

/** ?5 is the settings as a JSON object. */
export const takeSettings = `UPDATE users SET
  time_zone = ?5->>'time_zone', week_starts_on = ?5->>'week_starts_on',
  day_starts_at_minutes = ?5->>'day_starts_at_minutes', weekly_goal_minutes = ?5->>'weekly_goal_minutes'
WHERE id = ?1 AND ${GATE} IS NOT NULL`;
