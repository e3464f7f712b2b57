-- A public address names a credential by its id alone, and rooms name an award, a pursuit or a version to each
-- other: each is found without looking through the record. What belongs to a credential is found by its keys.
CREATE INDEX credentials_by_id ON credentials (id);
CREATE INDEX awards_by_id ON awards (id);
CREATE INDEX awards_on ON awards (pursuit_id);
CREATE INDEX microcredential_versions_by_id ON microcredential_versions (id);
