CREATE TRIGGER cards_inserted AFTER INSERT ON cards WHEN NEW.data IS NOT NULL BEGIN
  INSERT INTO due_days (user_id, day, plan_id, cards)
    VALUES (NEW.user_id, NEW.next_review, NEW.plan_id, 1)
    ON CONFLICT DO UPDATE SET cards = cards + 1;
  INSERT INTO card_counts (user_id, plan_id, new, learning, mature)
    VALUES (NEW.user_id, NEW.plan_id, NEW.state = 'new', NEW.state = 'learning', NEW.state = 'mature')
    ON CONFLICT DO UPDATE SET new = new + excluded.new, learning = learning + excluded.learning, mature = mature + excluded.mature;
END;
--> statement-breakpoint
CREATE TRIGGER cards_deleted AFTER DELETE ON cards WHEN OLD.data IS NOT NULL BEGIN
  UPDATE due_days SET cards = cards - 1
    WHERE user_id = OLD.user_id AND day = OLD.next_review AND plan_id = OLD.plan_id;
  DELETE FROM due_days
    WHERE user_id = OLD.user_id AND day = OLD.next_review AND plan_id = OLD.plan_id AND cards = 0;
  UPDATE card_counts SET new = new - (OLD.state = 'new'), learning = learning - (OLD.state = 'learning'), mature = mature - (OLD.state = 'mature')
    WHERE user_id = OLD.user_id AND plan_id = OLD.plan_id;
  DELETE FROM card_counts
    WHERE user_id = OLD.user_id AND plan_id = OLD.plan_id AND new + learning + mature = 0;
END;
--> statement-breakpoint
CREATE TRIGGER cards_unscheduled AFTER UPDATE ON cards
WHEN OLD.data IS NOT NULL AND (NEW.data IS NULL OR OLD.next_review <> NEW.next_review OR OLD.plan_id <> NEW.plan_id) BEGIN
  UPDATE due_days SET cards = cards - 1
    WHERE user_id = OLD.user_id AND day = OLD.next_review AND plan_id = OLD.plan_id;
  DELETE FROM due_days
    WHERE user_id = OLD.user_id AND day = OLD.next_review AND plan_id = OLD.plan_id AND cards = 0;
END;
--> statement-breakpoint
CREATE TRIGGER cards_scheduled AFTER UPDATE ON cards
WHEN NEW.data IS NOT NULL AND (OLD.data IS NULL OR OLD.next_review <> NEW.next_review OR OLD.plan_id <> NEW.plan_id) BEGIN
  INSERT INTO due_days (user_id, day, plan_id, cards)
    VALUES (NEW.user_id, NEW.next_review, NEW.plan_id, 1)
    ON CONFLICT DO UPDATE SET cards = cards + 1;
END;
--> statement-breakpoint
CREATE TRIGGER cards_changed AFTER UPDATE ON cards
WHEN OLD.data IS NOT NULL AND NEW.data IS NOT NULL AND OLD.plan_id = NEW.plan_id AND OLD.state <> NEW.state BEGIN
  UPDATE card_counts SET
      new = new - (OLD.state = 'new') + (NEW.state = 'new'),
      learning = learning - (OLD.state = 'learning') + (NEW.state = 'learning'),
      mature = mature - (OLD.state = 'mature') + (NEW.state = 'mature')
    WHERE user_id = NEW.user_id AND plan_id = NEW.plan_id;
END;
--> statement-breakpoint
CREATE TRIGGER cards_left AFTER UPDATE ON cards
WHEN OLD.data IS NOT NULL AND (NEW.data IS NULL OR OLD.plan_id <> NEW.plan_id) BEGIN
  UPDATE card_counts SET new = new - (OLD.state = 'new'), learning = learning - (OLD.state = 'learning'), mature = mature - (OLD.state = 'mature')
    WHERE user_id = OLD.user_id AND plan_id = OLD.plan_id;
  DELETE FROM card_counts
    WHERE user_id = OLD.user_id AND plan_id = OLD.plan_id AND new + learning + mature = 0;
END;
--> statement-breakpoint
CREATE TRIGGER cards_joined AFTER UPDATE ON cards
WHEN NEW.data IS NOT NULL AND (OLD.data IS NULL OR OLD.plan_id <> NEW.plan_id) BEGIN
  INSERT INTO card_counts (user_id, plan_id, new, learning, mature)
    VALUES (NEW.user_id, NEW.plan_id, NEW.state = 'new', NEW.state = 'learning', NEW.state = 'mature')
    ON CONFLICT DO UPDATE SET new = new + excluded.new, learning = learning + excluded.learning, mature = mature + excluded.mature;
END;
--> statement-breakpoint
CREATE TRIGGER day_totals_inserted AFTER INSERT ON day_totals BEGIN
  INSERT INTO year_totals (user_id, year, days)
    VALUES (NEW.user_id, substr(NEW.day, 1, 4), json_object(substr(NEW.day, 6), json_array(NEW.minutes, NEW.sessions)))
    ON CONFLICT DO UPDATE SET days = json_set(days, '$."' || substr(NEW.day, 6) || '"', json_array(
      coalesce(days->>('$."' || substr(NEW.day, 6) || '"' || '[0]'), 0) + NEW.minutes,
      coalesce(days->>('$."' || substr(NEW.day, 6) || '"' || '[1]'), 0) + NEW.sessions));
END;
--> statement-breakpoint
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
CREATE TRIGGER reviews_inserted AFTER INSERT ON reviews WHEN NEW.passed IS NOT NULL BEGIN
  INSERT INTO review_days (user_id, day, plan_id, reviews, passed)
    VALUES (NEW.user_id, NEW.day, NEW.plan_id, 1, NEW.passed)
    ON CONFLICT DO UPDATE SET reviews = reviews + 1, passed = passed + excluded.passed;
END;
--> statement-breakpoint
CREATE TRIGGER reviews_deleted AFTER DELETE ON reviews WHEN OLD.passed IS NOT NULL BEGIN
  UPDATE review_days SET reviews = reviews - 1, passed = passed - OLD.passed
    WHERE user_id = OLD.user_id AND day = OLD.day AND plan_id = OLD.plan_id;
  DELETE FROM review_days
    WHERE user_id = OLD.user_id AND day = OLD.day AND plan_id = OLD.plan_id AND reviews = 0;
END;
--> statement-breakpoint
CREATE TRIGGER reviews_left AFTER UPDATE ON reviews
WHEN OLD.passed IS NOT NULL AND (OLD.passed, OLD.day, OLD.plan_id) IS NOT (NEW.passed, NEW.day, NEW.plan_id) BEGIN
  UPDATE review_days SET reviews = reviews - 1, passed = passed - OLD.passed
    WHERE user_id = OLD.user_id AND day = OLD.day AND plan_id = OLD.plan_id;
  DELETE FROM review_days
    WHERE user_id = OLD.user_id AND day = OLD.day AND plan_id = OLD.plan_id AND reviews = 0;
END;
--> statement-breakpoint
CREATE TRIGGER reviews_joined AFTER UPDATE ON reviews
WHEN NEW.passed IS NOT NULL AND (OLD.passed, OLD.day, OLD.plan_id) IS NOT (NEW.passed, NEW.day, NEW.plan_id) BEGIN
  INSERT INTO review_days (user_id, day, plan_id, reviews, passed)
    VALUES (NEW.user_id, NEW.day, NEW.plan_id, 1, NEW.passed)
    ON CONFLICT DO UPDATE SET reviews = reviews + 1, passed = passed + excluded.passed;
END;
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
CREATE TRIGGER users_begun AFTER INSERT ON users BEGIN
  INSERT INTO heads (user_id, head, digest) VALUES (NEW.id, NEW.head, NEW.digest) ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER users_moved AFTER UPDATE OF head ON users WHEN NEW.head <> OLD.head BEGIN
  INSERT INTO heads (user_id, head, digest) VALUES (NEW.id, NEW.head, NEW.digest) ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER users_gone AFTER DELETE ON users BEGIN
  DELETE FROM heads WHERE user_id = OLD.id;
END;
