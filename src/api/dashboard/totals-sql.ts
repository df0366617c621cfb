/** The dashboard's totals as one JSON, computed by D1, so that the page is one statement and one round trip. */
import { YEARS } from '../days/years-sql.ts';
import { planTotals } from '../plans/totals-sql.ts';
import { BEFORE_CHUNK } from '../sessions/before-chunk-sql.ts';

/**
 * Binds ?1 the user, ?4 and ?5 the first and last day whose plans matter, ?6 a day before the learner's today, under
 * which everything overdue is summed, and ?7 how many sessions. Each subquery walks an index or a primary key from
 * `user_id`.
 */
export const TOTALS = `json_object(
  'years', ${YEARS},
  ${planTotals('?4', '?5')},
  'due', (SELECT json_group_array(json_array(due, cards)) FROM
    (SELECT max(day, ?6) AS due, sum(cards) AS cards FROM due_days WHERE user_id = ?1 AND day <= ?5 GROUP BY due)),
  'cards', (SELECT coalesce(sum(new + learning + mature), 0) FROM card_counts WHERE user_id = ?1),
  'sessions', (SELECT json_group_array(json_object(
      'id', s.id, 'plan_id', s.plan_id, 'chunk_id', s.data->>'$.chunk_id', 'started_at', s.started_at,
      'minutes', s.minutes, 'utc_offset_minutes', s.data->>'$.utc_offset_minutes', 'day', s.day,
      'before_chunk', ${BEFORE_CHUNK}))
    FROM (SELECT id, plan_id, data, started_at, minutes, day FROM sessions
      WHERE user_id = ?1 AND started_at IS NOT NULL ORDER BY started_at DESC LIMIT ?7) s)
)`;
