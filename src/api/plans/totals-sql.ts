/**
 * What plan cards are made of, as members of a JSON object. Binds ?1 the user; `first` and `last` name the parameters
 * of the days that a pace is taken from.
 */
export const planTotals = (first: string, last: string) => `
  'days', (SELECT json_group_array(json_array(day, plan_id, minutes, sessions))
    FROM day_totals WHERE user_id = ?1 AND day BETWEEN ${first} AND ${last}),
  'plan_totals', (SELECT json_group_array(json_array(plan_id, minutes, sessions)) FROM plan_totals WHERE user_id = ?1),
  'plans', (SELECT json_group_array(json_object(
      'id', p.id, 'title', p.title, 'status', p.status, 'tags', p.data->'$.tags',
      'total_hours', p.data->>'$.total_hours', 'chunks_total', p.data->>'$.chunks_total',
      'chunks_completed', p.data->>'$.chunks_completed', 'open_minutes', p.data->>'$.open_minutes',
      'completed_minutes', p.data->>'$.completed_minutes', 'next_chunk_id', p.data->>'$.next_chunk_id',
      'next_chunk_title', p.data->>'$.next_chunk_title', 'created_at', p.data->>'$.created_at',
      'last_session', (SELECT json_array(s.started_at, s.data->>'$.utc_offset_minutes', s.day)
        FROM sessions s WHERE s.user_id = ?1 AND s.plan_id = p.id ORDER BY s.started_at DESC LIMIT 1)))
    FROM plans p WHERE p.user_id = ?1 AND p.data IS NOT NULL)`;
