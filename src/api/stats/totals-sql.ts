/**
 * The totals that statistics are made of as one JSON, computed by D1, so that the page is one statement and one round
 * trip.
 */
import { YEARS } from '../days/years-sql.ts';

/**
 * Binds ?1 the user, ?4 and ?5 the first and last day of the range, ?6 the plan that the calendar is of (null for all),
 * ?7 and ?8 the first and last day of the calendar, ?9 a day before the learner's today, under which everything overdue
 * is summed, and ?10 the last day of the schedule. Each subquery walks a primary key from `user_id`.
 */
export const STATS_TOTALS = `json_object(
  'plans', (SELECT json_group_array(json_object('id', id, 'title', title, 'tags', data->'$.tags', 'created_at', data->>'$.created_at'))
    FROM plans WHERE user_id = ?1 AND data IS NOT NULL),
  'days', (SELECT json_group_array(json_array(day, plan_id, minutes, sessions, json(stretches)))
    FROM day_totals WHERE user_id = ?1 AND day BETWEEN ?4 AND ?5),
  'years', ${YEARS},
  'calendar', CASE WHEN ?6 IS NULL THEN NULL ELSE (SELECT json_group_array(json_array(day, minutes, sessions))
    FROM day_totals WHERE user_id = ?1 AND day BETWEEN ?7 AND ?8 AND plan_id = ?6) END,
  'reviews', (SELECT json_group_array(json_array(day, plan_id, reviews, passed))
    FROM review_days WHERE user_id = ?1 AND day BETWEEN ?4 AND ?5),
  'review_calendar', (SELECT json_group_array(json_array(day, plan_id, reviews, passed))
    FROM review_days WHERE user_id = ?1 AND day BETWEEN ?7 AND ?8 AND (?6 IS NULL OR plan_id = ?6)),
  'card_counts', (SELECT json_group_array(json_array(plan_id, new, learning, mature)) FROM card_counts WHERE user_id = ?1),
  'due', (SELECT json_group_array(json_array(due, plan_id, cards)) FROM
    (SELECT max(day, ?9) AS due, plan_id, sum(cards) AS cards FROM due_days WHERE user_id = ?1 AND day <= ?10 GROUP BY due, plan_id))
)`;
