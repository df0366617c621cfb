-- Remembers each head of a history, with what it held then. A history begins with its user, and holds nothing.

CREATE TRIGGER users_begun AFTER INSERT ON users BEGIN
  INSERT INTO heads (user_id, head, digest) VALUES (NEW.id, NEW.head, NEW.digest) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER users_moved AFTER UPDATE OF head ON users WHEN NEW.head <> OLD.head BEGIN
  INSERT INTO heads (user_id, head, digest) VALUES (NEW.id, NEW.head, NEW.digest) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER users_gone AFTER DELETE ON users BEGIN
  DELETE FROM heads WHERE user_id = OLD.id;
END;
