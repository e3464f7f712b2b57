-- The catalog's words, to be searched: made anew whenever something is published.
CREATE VIRTUAL TABLE catalog_search USING fts5(
  microcredential_id UNINDEXED, title, words, tokenize = 'porter unicode61 remove_diacritics 2'
);

-- What the catalog can be filtered by, and how many entries each has: counted when something is
-- listed, so that no page counts.
CREATE TABLE catalog_filters (
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  entries BIGINT NOT NULL,
  PRIMARY KEY (facet, value)
);
