-- Keeps due_days and card_counts in step with the cards, in the transaction that changes them. A card counts while it
-- is not a tombstone. A total that reaches nothing is no row.

CREATE TRIGGER cards_inserted AFTER INSERT ON cards WHEN NEW.data IS NOT NULL BEGIN
  INSERT INTO due_days (user_id, day, plan_id, cards)
    VALUES (NEW.user_id, NEW.next_review, NEW.plan_id, 1)
    ON CONFLICT DO UPDATE SET cards = cards + 1;
  INSERT INTO card_counts (user_id, plan_id, new, learning, mature)
    VALUES (NEW.user_id, NEW.plan_id, NEW.state = 'new', NEW.state = 'learning', NEW.state = 'mature')
    ON CONFLICT DO UPDATE SET new = new + excluded.new, learning = learning + excluded.learning, mature = mature + excluded.mature;
END;

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

CREATE TRIGGER cards_unscheduled AFTER UPDATE ON cards
WHEN OLD.data IS NOT NULL AND (NEW.data IS NULL OR OLD.next_review <> NEW.next_review OR OLD.plan_id <> NEW.plan_id) BEGIN
  UPDATE due_days SET cards = cards - 1
    WHERE user_id = OLD.user_id AND day = OLD.next_review AND plan_id = OLD.plan_id;
  DELETE FROM due_days
    WHERE user_id = OLD.user_id AND day = OLD.next_review AND plan_id = OLD.plan_id AND cards = 0;
END;

CREATE TRIGGER cards_scheduled AFTER UPDATE ON cards
WHEN NEW.data IS NOT NULL AND (OLD.data IS NULL OR OLD.next_review <> NEW.next_review OR OLD.plan_id <> NEW.plan_id) BEGIN
  INSERT INTO due_days (user_id, day, plan_id, cards)
    VALUES (NEW.user_id, NEW.next_review, NEW.plan_id, 1)
    ON CONFLICT DO UPDATE SET cards = cards + 1;
END;

-- The same plan, another state: one write.
CREATE TRIGGER cards_changed AFTER UPDATE ON cards
WHEN OLD.data IS NOT NULL AND NEW.data IS NOT NULL AND OLD.plan_id = NEW.plan_id AND OLD.state <> NEW.state BEGIN
  UPDATE card_counts SET
      new = new - (OLD.state = 'new') + (NEW.state = 'new'),
      learning = learning - (OLD.state = 'learning') + (NEW.state = 'learning'),
      mature = mature - (OLD.state = 'mature') + (NEW.state = 'mature')
    WHERE user_id = NEW.user_id AND plan_id = NEW.plan_id;
END;

CREATE TRIGGER cards_left AFTER UPDATE ON cards
WHEN OLD.data IS NOT NULL AND (NEW.data IS NULL OR OLD.plan_id <> NEW.plan_id) BEGIN
  UPDATE card_counts SET new = new - (OLD.state = 'new'), learning = learning - (OLD.state = 'learning'), mature = mature - (OLD.state = 'mature')
    WHERE user_id = OLD.user_id AND plan_id = OLD.plan_id;
  DELETE FROM card_counts
    WHERE user_id = OLD.user_id AND plan_id = OLD.plan_id AND new + learning + mature = 0;
END;

CREATE TRIGGER cards_joined AFTER UPDATE ON cards
WHEN NEW.data IS NOT NULL AND (OLD.data IS NULL OR OLD.plan_id <> NEW.plan_id) BEGIN
  INSERT INTO card_counts (user_id, plan_id, new, learning, mature)
    VALUES (NEW.user_id, NEW.plan_id, NEW.state = 'new', NEW.state = 'learning', NEW.state = 'mature')
    ON CONFLICT DO UPDATE SET new = new + excluded.new, learning = learning + excluded.learning, mature = mature + excluded.mature;
END;
