-- What waits for an approver whom a policy names. Nobody's record: it can be made again from the
-- decisions that have no award.
CREATE TABLE award_requests (
  organization_id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  panel_id TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, pursuit_id)
);
CREATE INDEX award_requests_of ON award_requests (organization_id, asked_at);
