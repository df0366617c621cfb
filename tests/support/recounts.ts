/** SQL on the server's database: what the totals say, and what the records do. */

/** Each total, and the same counted from the records. */
export const recounts: Record<string, [total: string, recount: string]> = {
  days: [
    'SELECT user_id, day, plan_id, minutes, sessions FROM day_totals ORDER BY 1, 2, 3',
    `SELECT user_id, data->>'day' AS day, data->>'plan_id' AS plan_id, sum(data->>'minutes') AS minutes, count(*) AS sessions
      FROM sessions WHERE data->>'minutes' IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  ],
  stretches: [
    `SELECT user_id, day, plan_id, key AS stretch, value AS times
      FROM day_totals, json_each(stretches) ORDER BY 1, 2, 3, 4`,
    `SELECT user_id, data->>'day' AS day, data->>'plan_id' AS plan_id,
        (strftime('%H', at) * 60 + strftime('%M', at)) || '+' || (data->>'minutes') AS stretch, count(*) AS times
      FROM (SELECT *, datetime(floor((data->>'started_at') / 1000.0) + (data->>'utc_offset_minutes') * 60, 'unixepoch') AS at
        FROM sessions) WHERE data->>'minutes' IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
  ],
  plans: [
    'SELECT user_id, plan_id, minutes, sessions FROM plan_totals ORDER BY 1, 2',
    `SELECT user_id, data->>'plan_id' AS plan_id, sum(data->>'minutes') AS minutes, count(*) AS sessions
      FROM sessions WHERE data->>'minutes' IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  ],
  years: [
    `SELECT user_id, year || '-' || key AS day, value->>0 AS minutes, value->>1 AS sessions
      FROM year_totals, json_each(days) ORDER BY 1, 2`,
    `SELECT user_id, data->>'day' AS day, sum(data->>'minutes') AS minutes, count(*) AS sessions
      FROM sessions WHERE data->>'minutes' IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  ],
  due: [
    'SELECT user_id, day, plan_id, cards FROM due_days ORDER BY 1, 2, 3',
    `SELECT user_id, data->>'next_review' AS day, data->>'plan_id' AS plan_id, count(*) AS cards
      FROM cards WHERE data IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  ],
  reviews: [
    'SELECT user_id, day, plan_id, reviews, passed FROM review_days ORDER BY 1, 2, 3',
    `SELECT user_id, data->>'day' AS day, data->>'plan_id' AS plan_id, count(*) AS reviews,
      sum(data->>'rating' >= 3) AS passed FROM reviews WHERE data IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  ],
  cards: [
    'SELECT user_id, plan_id, new, learning, mature FROM card_counts ORDER BY 1, 2',
    `SELECT user_id, data->>'plan_id' AS plan_id, sum(state = 'new') AS new, sum(state = 'learning') AS learning,
      sum(state = 'mature') AS mature FROM cards WHERE data IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  ],
};
