-- Keeps year_totals in step with day_totals. A year without learning is no row.

CREATE TRIGGER day_totals_inserted AFTER INSERT ON day_totals BEGIN
  INSERT INTO year_totals (user_id, year, days)
    VALUES (NEW.user_id, substr(NEW.day, 1, 4), json_object(substr(NEW.day, 6), json_array(NEW.minutes, NEW.sessions)))
    ON CONFLICT DO UPDATE SET days = json_set(days, '$."' || substr(NEW.day, 6) || '"', json_array(
      coalesce(days->>('$."' || substr(NEW.day, 6) || '"' || '[0]'), 0) + NEW.minutes,
      coalesce(days->>('$."' || substr(NEW.day, 6) || '"' || '[1]'), 0) + NEW.sessions));
END;

-- A session that only began at another time changes no year.
CREATE TRIGGER day_totals_changed AFTER UPDATE ON day_totals
WHEN OLD.minutes <> NEW.minutes OR OLD.sessions <> NEW.sessions BEGIN
  UPDATE year_totals SET days = CASE days->>('$."' || substr(NEW.day, 6) || '"' || '[1]') + NEW.sessions - OLD.sessions
      WHEN 0 THEN json_remove(days, '$."' || substr(NEW.day, 6) || '"')
      ELSE json_set(days, '$."' || substr(NEW.day, 6) || '"', json_array(
        days->>('$."' || substr(NEW.day, 6) || '"' || '[0]') + NEW.minutes - OLD.minutes,
        days->>('$."' || substr(NEW.day, 6) || '"' || '[1]') + NEW.sessions - OLD.sessions)) END
    WHERE user_id = NEW.user_id AND year = substr(NEW.day, 1, 4);
  DELETE FROM year_totals
    WHERE NEW.sessions = 0 AND user_id = NEW.user_id AND year = substr(NEW.day, 1, 4) AND days = '{}';
END;
