-- An award that waits for the approver whom its policy names: asked once for each decision.
CREATE TABLE award_requests (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  custodian_id TEXT NOT NULL,
  panel_id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, custodian_id, panel_id),
  FOREIGN KEY (custodian_id, panel_id) REFERENCES decisions (organization_id, panel_id)
);
CREATE INDEX award_requests_of ON award_requests (organization_id, asked_at);
