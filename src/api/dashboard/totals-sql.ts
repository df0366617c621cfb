/** The dashboard's totals as one JSON, computed by D1, so that the page is one statement and one round trip. */

/**
 * What plan cards are made of, as members of a JSON object. Binds ?1 the user; `first` and `last` name the parameters of
 * the days that a pace is taken from.
 */
export const planTotals = (first: string, last: string) => `
  'days', (SELECT json_group_array(json_array(day, plan_id, minutes, sessions))
    FROM day_totals WHERE user_id = ?1 AND day BETWEEN ${first} AND ${last}),
  'plan_totals', (SELECT json_group_array(json_array(plan_id, minutes, sessions)) FROM plan_totals WHERE user_id = ?1),
  'plans', (SELECT json_group_array(json_object(
      'id', p.id, 'title', p.title, 'status', p.status, 'tags', p.data->'$.tags',
      'total_hours', p.data->>'$.total_hours', 'chunks_total', p.data->>'$.chunks_total',
      'chunks_completed', p.data->>'$.chunks_completed', 'created_at', p.data->>'$.created_at',
      'last_session', (SELECT json_array(s.started_at, s.data->>'$.utc_offset_minutes', s.day)
        FROM sessions s WHERE s.user_id = ?1 AND s.plan_id = p.id ORDER BY s.started_at DESC LIMIT 1)))
    FROM plans p WHERE p.user_id = ?1 AND p.data IS NOT NULL)`;

/** The text of the plan of session `s` up to the `{#id}` of its chunk, 400 characters at most; null where it has none. */
export const BEFORE_CHUNK = `(SELECT substr(p.content, max(p.at - 400, 1), min(p.at - 1, 400)) FROM
        (SELECT data->>'$.content' AS content, instr(data->>'$.content', '{#' || (s.data->>'$.chunk_id') || '}') AS at
          FROM plans WHERE user_id = ?1 AND id = s.plan_id) p WHERE p.at > 1)`;

/** The days of all years, all plans together. */
export const YEARS = `(SELECT json_group_array(json_object('year', year, 'days', json(days))) FROM year_totals WHERE user_id = ?1)`;

/**
 * Binds ?1 the user, ?4 and ?5 the first and last day whose plans matter, ?6 a day before the learner's today, under which
 * everything overdue is summed, and ?7 how many sessions. Each subquery walks an index or a primary key from `user_id`.
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
