-- Keeps review_days in step with the reviews, in the transaction that changes them. A review counts while it is not a
-- tombstone (then it has a rating, and passed is 0 or 1). A day without reviews is no row.

CREATE TRIGGER reviews_inserted AFTER INSERT ON reviews WHEN NEW.passed IS NOT NULL BEGIN
  INSERT INTO review_days (user_id, day, plan_id, reviews, passed)
    VALUES (NEW.user_id, NEW.day, NEW.plan_id, 1, NEW.passed)
    ON CONFLICT DO UPDATE SET reviews = reviews + 1, passed = passed + excluded.passed;
END;

CREATE TRIGGER reviews_deleted AFTER DELETE ON reviews WHEN OLD.passed IS NOT NULL BEGIN
  UPDATE review_days SET reviews = reviews - 1, passed = passed - OLD.passed
    WHERE user_id = OLD.user_id AND day = OLD.day AND plan_id = OLD.plan_id;
  DELETE FROM review_days
    WHERE user_id = OLD.user_id AND day = OLD.day AND plan_id = OLD.plan_id AND reviews = 0;
END;

CREATE TRIGGER reviews_left AFTER UPDATE ON reviews
WHEN OLD.passed IS NOT NULL AND (OLD.passed, OLD.day, OLD.plan_id) IS NOT (NEW.passed, NEW.day, NEW.plan_id) BEGIN
  UPDATE review_days SET reviews = reviews - 1, passed = passed - OLD.passed
    WHERE user_id = OLD.user_id AND day = OLD.day AND plan_id = OLD.plan_id;
  DELETE FROM review_days
    WHERE user_id = OLD.user_id AND day = OLD.day AND plan_id = OLD.plan_id AND reviews = 0;
END;

CREATE TRIGGER reviews_joined AFTER UPDATE ON reviews
WHEN NEW.passed IS NOT NULL AND (OLD.passed, OLD.day, OLD.plan_id) IS NOT (NEW.passed, NEW.day, NEW.plan_id) BEGIN
  INSERT INTO review_days (user_id, day, plan_id, reviews, passed)
    VALUES (NEW.user_id, NEW.day, NEW.plan_id, 1, NEW.passed)
    ON CONFLICT DO UPDATE SET reviews = reviews + 1, passed = passed + excluded.passed;
END;
