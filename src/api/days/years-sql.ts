/** The days of all years, all plans together. */
export const YEARS = `(SELECT json_group_array(json_object('year', year, 'days', json(days))) FROM year_totals WHERE user_id = ?1)`;
