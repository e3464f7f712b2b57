-- How often an assessor's notes on a panel were saved, when this one last changed: a tab that has
-- older ones is told so.
ALTER TABLE review_drafts ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
