-- An edition in its other form, a JWT: made when it is first asked for, once, and a fact like the edition.
CREATE TABLE credential_jwts (
  organization_id TEXT NOT NULL,
  credential_id TEXT NOT NULL,
  edition BIGINT NOT NULL,
  jwt TEXT NOT NULL,
  key_id TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, credential_id, edition),
  FOREIGN KEY (organization_id, credential_id, edition)
    REFERENCES credential_editions (organization_id, credential_id, edition),
  FOREIGN KEY (organization_id, key_id) REFERENCES organization_keys (organization_id, id)
);

CREATE TRIGGER credential_jwts_never_change BEFORE UPDATE ON credential_jwts BEGIN SELECT RAISE(ABORT, 'A row of credential_jwts is never changed.'); END;
CREATE TRIGGER credential_jwts_never_go BEFORE DELETE ON credential_jwts BEGIN SELECT RAISE(ABORT, 'A row of credential_jwts is never deleted.'); END;
CREATE TRIGGER credential_jwts_never_replaced BEFORE INSERT ON credential_jwts BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of credential_jwts is never replaced.') FROM replacements WHERE word = 'replaced'; END;

CREATE TRIGGER credential_jwts_begin_with_whole_numbers BEFORE INSERT ON credential_jwts
WHEN typeof(NEW.edition) NOT IN ('integer', 'null')
  OR typeof(NEW.made_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of credential_jwts are whole.'); END;

CREATE TRIGGER credential_jwts_once_revoked BEFORE INSERT ON credential_jwts
WHEN EXISTS (
  SELECT 1 FROM revocations r
  WHERE r.organization_id = NEW.organization_id AND r.credential_id = NEW.credential_id)
BEGIN SELECT RAISE(ABORT, 'What is revoked is not signed again.'); END;

CREATE TRIGGER credential_jwts_under_a_key_of_another_time BEFORE INSERT ON credential_jwts
WHEN NOT EXISTS (
  SELECT 1 FROM organization_keys k
  WHERE k.organization_id = NEW.organization_id AND k.id = NEW.key_id AND k.begins_at <= NEW.made_at
    AND (k.ends_at IS NULL OR k.ends_at > NEW.made_at))
BEGIN SELECT RAISE(ABORT, 'A JWT is signed with a key that is in use.'); END;
