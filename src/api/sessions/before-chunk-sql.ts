/**
 * The text of the plan of session `s` up to the `{#id}` of its chunk, 400 characters at most; null where it has none.
 */
export const BEFORE_CHUNK = `(SELECT substr(p.content, max(p.at - 400, 1), min(p.at - 1, 400)) FROM
        (SELECT data->>'$.content' AS content, instr(data->>'$.content', '{#' || (s.data->>'$.chunk_id') || '}') AS at
          FROM plans WHERE user_id = ?1 AND id = s.plan_id) p WHERE p.at > 1)`;
