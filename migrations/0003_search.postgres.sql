-- The catalog's words, to be searched: made anew whenever something is published.
CREATE TABLE catalog_search (
  microcredential_id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  words TEXT NOT NULL,
  vector TSVECTOR NOT NULL GENERATED ALWAYS AS (
    setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', words), 'C')
  ) STORED
);
CREATE INDEX catalog_search_by ON catalog_search USING gin (vector);

-- What the catalog can be filtered by, and how many entries each has: counted when something is
-- listed, so that no page counts.
CREATE TABLE catalog_filters (
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  entries BIGINT NOT NULL,
  PRIMARY KEY (facet, value)
);
