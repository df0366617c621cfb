-- Day totals know when sessions began and how long they took: a JSON object that counts equal ones, in the row that is
-- written anyway. A merge patch adds a key, changes its count, or, with null, takes it away.
DROP TRIGGER sessions_inserted;
--> statement-breakpoint
DROP TRIGGER sessions_deleted;
--> statement-breakpoint
DROP TRIGGER sessions_changed;
--> statement-breakpoint
DROP TRIGGER sessions_left;
--> statement-breakpoint
DROP TRIGGER sessions_joined;
--> statement-breakpoint
DROP TRIGGER day_totals_changed;
--> statement-breakpoint
CREATE TRIGGER sessions_inserted AFTER INSERT ON sessions WHEN NEW.minutes IS NOT NULL BEGIN
  INSERT INTO day_totals (user_id, day, plan_id, minutes, sessions, stretches)
    VALUES (NEW.user_id, NEW.day, NEW.plan_id, NEW.minutes, 1, json_object(NEW.stretch, 1))
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, sessions = sessions + 1,
      stretches = json_patch(stretches, json_object(NEW.stretch, coalesce(stretches->>('$."' || NEW.stretch || '"'), 0) + 1));
  INSERT INTO plan_totals (user_id, plan_id, minutes, sessions)
    VALUES (NEW.user_id, NEW.plan_id, NEW.minutes, 1)
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, sessions = sessions + 1;
END;
--> statement-breakpoint
CREATE TRIGGER sessions_deleted AFTER DELETE ON sessions WHEN OLD.minutes IS NOT NULL BEGIN
  UPDATE day_totals SET minutes = minutes - OLD.minutes, sessions = sessions - 1,
      stretches = json_patch(stretches, json_object(OLD.stretch, nullif(stretches->>('$."' || OLD.stretch || '"') - 1, 0)))
    WHERE user_id = OLD.user_id AND day = OLD.day AND plan_id = OLD.plan_id;
  DELETE FROM day_totals
    WHERE user_id = OLD.user_id AND day = OLD.day AND plan_id = OLD.plan_id AND sessions = 0;
  UPDATE plan_totals SET minutes = minutes - OLD.minutes, sessions = sessions - 1
    WHERE user_id = OLD.user_id AND plan_id = OLD.plan_id;
  DELETE FROM plan_totals
    WHERE user_id = OLD.user_id AND plan_id = OLD.plan_id AND sessions = 0;
END;
--> statement-breakpoint
CREATE TRIGGER sessions_changed AFTER UPDATE ON sessions
WHEN OLD.stretch <> NEW.stretch AND OLD.day = NEW.day AND OLD.plan_id = NEW.plan_id BEGIN
  UPDATE day_totals SET minutes = minutes + NEW.minutes - OLD.minutes,
      stretches = json_patch(stretches, json_object(
        OLD.stretch, nullif(stretches->>('$."' || OLD.stretch || '"') - 1, 0),
        NEW.stretch, coalesce(stretches->>('$."' || NEW.stretch || '"'), 0) + 1))
    WHERE user_id = NEW.user_id AND day = NEW.day AND plan_id = NEW.plan_id;
  UPDATE plan_totals SET minutes = minutes + NEW.minutes - OLD.minutes
    WHERE user_id = NEW.user_id AND plan_id = NEW.plan_id AND OLD.minutes <> NEW.minutes;
END;
--> statement-breakpoint
CREATE TRIGGER sessions_left AFTER UPDATE ON sessions
WHEN OLD.minutes IS NOT NULL AND (NEW.minutes IS NULL OR OLD.day <> NEW.day OR OLD.plan_id <> NEW.plan_id) BEGIN
  UPDATE day_totals SET minutes = minutes - OLD.minutes, sessions = sessions - 1,
      stretches = json_patch(stretches, json_object(OLD.stretch, nullif(stretches->>('$."' || OLD.stretch || '"') - 1, 0)))
    WHERE user_id = OLD.user_id AND day = OLD.day AND plan_id = OLD.plan_id;
  DELETE FROM day_totals
    WHERE user_id = OLD.user_id AND day = OLD.day AND plan_id = OLD.plan_id AND sessions = 0;
  UPDATE plan_totals SET minutes = minutes - OLD.minutes, sessions = sessions - 1
    WHERE user_id = OLD.user_id AND plan_id = OLD.plan_id;
  DELETE FROM plan_totals
    WHERE user_id = OLD.user_id AND plan_id = OLD.plan_id AND sessions = 0;
END;
--> statement-breakpoint
CREATE TRIGGER sessions_joined AFTER UPDATE ON sessions
WHEN NEW.minutes IS NOT NULL AND (OLD.minutes IS NULL OR OLD.day <> NEW.day OR OLD.plan_id <> NEW.plan_id) BEGIN
  INSERT INTO day_totals (user_id, day, plan_id, minutes, sessions, stretches)
    VALUES (NEW.user_id, NEW.day, NEW.plan_id, NEW.minutes, 1, json_object(NEW.stretch, 1))
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, sessions = sessions + 1,
      stretches = json_patch(stretches, json_object(NEW.stretch, coalesce(stretches->>('$."' || NEW.stretch || '"'), 0) + 1));
  INSERT INTO plan_totals (user_id, plan_id, minutes, sessions)
    VALUES (NEW.user_id, NEW.plan_id, NEW.minutes, 1)
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, sessions = sessions + 1;
END;
--> statement-breakpoint
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
--> statement-breakpoint
-- What was stored before.
UPDATE day_totals SET stretches = counted.stretches FROM (
    SELECT user_id, day, plan_id, json_group_object(stretch, times) AS stretches FROM
      (SELECT user_id, day, plan_id, stretch, count(*) AS times FROM sessions WHERE minutes IS NOT NULL GROUP BY 1, 2, 3, 4)
    GROUP BY 1, 2, 3
  ) AS counted
  WHERE day_totals.user_id = counted.user_id AND day_totals.day = counted.day AND day_totals.plan_id = counted.plan_id;
