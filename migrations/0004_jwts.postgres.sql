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

CALL fact('credential_jwts');

CALL refuse('credential_jwts_once_revoked', 'INSERT ON credential_jwts', $$
EXISTS (
  SELECT 1 FROM revocations r
  WHERE r.organization_id = NEW.organization_id AND r.credential_id = NEW.credential_id)
$$, 'What is revoked is not signed again.');

CALL refuse('credential_jwts_under_a_key_of_another_time', 'INSERT ON credential_jwts', $$
NOT EXISTS (
  SELECT 1 FROM organization_keys k
  WHERE k.organization_id = NEW.organization_id AND k.id = NEW.key_id AND k.begins_at <= NEW.made_at
    AND (k.ends_at IS NULL OR k.ends_at > NEW.made_at))
$$, 'A JWT is signed with a key that is in use.');
