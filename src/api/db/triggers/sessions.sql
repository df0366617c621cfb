-- Keeps day_totals and plan_totals in step with the sessions, in the transaction that changes them. A session counts
-- once it is finished (it has minutes) and while it is no tombstone (it has data). A total that reaches nothing is no
-- row. `stretches` counts, in the row that is written anyway, when sessions began and how long they took: a merge patch
-- adds a key, changes its count, or, with null, takes it away.

CREATE TRIGGER sessions_inserted AFTER INSERT ON sessions WHEN NEW.minutes IS NOT NULL BEGIN
  INSERT INTO day_totals (user_id, day, plan_id, minutes, sessions, stretches)
    VALUES (NEW.user_id, NEW.day, NEW.plan_id, NEW.minutes, 1, json_object(NEW.stretch, 1))
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, sessions = sessions + 1,
      stretches = json_patch(stretches, json_object(NEW.stretch, coalesce(stretches->>('$."' || NEW.stretch || '"'), 0) + 1));
  INSERT INTO plan_totals (user_id, plan_id, minutes, sessions)
    VALUES (NEW.user_id, NEW.plan_id, NEW.minutes, 1)
    ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, sessions = sessions + 1;
END;

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
