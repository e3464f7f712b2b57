-- The record, one text for SQLite and PostgreSQL: TEXT and BIGINT only. What tables and keys can't
-- refuse is refused by the pair 0002_guards. `organization_id` is always the custodian: the
-- organization that keeps this row. Rows of one record are tied by (organization_id, id).
-- Times are microseconds since 1970, UTC. SQLite keeps text and fractions in a BIGINT column, so what
-- is counted or added up is also compared with itself as a whole number.

---------------------------------------------------------------------------------------------------
-- foundation: what happened and who is to hear of it; what is to be done; letters on their way.

CREATE TABLE instance (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE announcements (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  announced_at BIGINT NOT NULL
);

CREATE TABLE deliveries (
  announcement_id TEXT NOT NULL REFERENCES announcements (id),
  listener TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  delivered_at BIGINT,
  last_error TEXT,
  PRIMARY KEY (announcement_id, listener)
);
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE delivered_at IS NULL;

-- A job's effect happens once: its key says what the effect is.
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  effect_key TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  queued_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  taken_until BIGINT,
  done_at BIGINT,
  last_error TEXT
);
CREATE INDEX jobs_due ON jobs (due_at) WHERE done_at IS NULL;

-- The words of a letter go when it has been sent; that it was sent stays.
CREATE TABLE letters (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  person_id TEXT,
  address TEXT,
  subject TEXT,
  body TEXT,
  written_at BIGINT NOT NULL,
  sent_at BIGINT
);

---------------------------------------------------------------------------------------------------
-- people: organizations in their tree and across it; people, who belong to none of them.

CREATE TABLE organization_kinds (kind TEXT PRIMARY KEY);
INSERT INTO organization_kinds (kind) VALUES ('state'), ('district'), ('school'), ('issuer'), ('network'), ('pool');

-- A custodian keeps its own record; a school's is kept by its district.
CREATE TABLE organizations (
  id TEXT PRIMARY KEY,
  parent_id TEXT REFERENCES organizations (id),
  custodian_id TEXT NOT NULL REFERENCES organizations (id),
  kind TEXT NOT NULL REFERENCES organization_kinds (kind),
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  UNIQUE (custodian_id, id),
  CHECK (parent_id <> id),
  FOREIGN KEY (custodian_id, custodian_id) REFERENCES organizations (custodian_id, id)
);
CREATE INDEX organizations_under ON organizations (parent_id);

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  merged_into_id TEXT REFERENCES people (id),
  erased_at BIGINT,
  CHECK (merged_into_id <> id)
);
CREATE INDEX people_merged ON people (merged_into_id) WHERE merged_into_id IS NOT NULL;

-- Which human an account is of: what one has done or seen under any account counts for all of them.
CREATE VIEW humans AS SELECT id AS person_id, COALESCE(merged_into_id, id) AS human_id FROM people;

CREATE TABLE email_addresses (
  address TEXT PRIMARY KEY CHECK (address = lower(address)),
  person_id TEXT NOT NULL REFERENCES people (id),
  added_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  main_since BIGINT
);
CREATE INDEX email_addresses_of ON email_addresses (person_id);

CREATE TABLE passwords (
  person_id TEXT PRIMARY KEY REFERENCES people (id),
  hash TEXT NOT NULL,
  set_at BIGINT NOT NULL
);

CREATE TABLE sessions (
  token_digest TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  begun_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX sessions_of ON sessions (person_id);
CREATE INDEX sessions_ending ON sessions (ends_at);

-- Links that work once, on POST: invitations, a new password, a new address.
CREATE TABLE one_time_links (
  token_digest TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  person_id TEXT REFERENCES people (id),
  address TEXT,
  organization_id TEXT REFERENCES organizations (id),
  role TEXT,
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE throttles (bucket TEXT PRIMARY KEY, tries BIGINT NOT NULL, since_at BIGINT NOT NULL);

CREATE TABLE role_kinds (role TEXT PRIMARY KEY);
INSERT INTO role_kinds (role) VALUES ('educator'), ('coach'), ('assessor'), ('designer'), ('lead'),
  ('approver'), ('supervisor'), ('office'), ('administrator');

-- A role that somebody holds, from a day to a day, at an organization (a school, say) of the custodian's.
CREATE TABLE appointments (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  at_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  role TEXT NOT NULL REFERENCES role_kinds (role),
  begins_at BIGINT NOT NULL,
  ends_at BIGINT,
  appointed_by TEXT REFERENCES people (id),
  PRIMARY KEY (organization_id, id),
  CHECK (ends_at >= begins_at),
  FOREIGN KEY (organization_id, at_id) REFERENCES organizations (custodian_id, id)
);
CREATE INDEX appointments_of ON appointments (person_id, role);
CREATE INDEX appointments_at ON appointments (at_id, role);

CREATE TABLE relation_kinds (kind TEXT PRIMARY KEY);
INSERT INTO relation_kinds (kind) VALUES ('coach_of'), ('supervises'), ('teammate'), ('family');

-- `person_id` is the coach, the supervisor; `toward_id` whom they coach or supervise.
CREATE TABLE relations (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  toward_id TEXT NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL REFERENCES relation_kinds (kind),
  begins_at BIGINT NOT NULL,
  ends_at BIGINT,
  PRIMARY KEY (organization_id, id),
  CHECK (person_id <> toward_id),
  CHECK (ends_at >= begins_at)
);
CREATE INDEX relations_from ON relations (person_id, kind);
CREATE INDEX relations_toward ON relations (toward_id, kind);

-- The public half is for everyone, for ever; the private half is sealed by a key outside the database.
CREATE TABLE organization_keys (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  public_key TEXT NOT NULL UNIQUE,
  sealed_key TEXT,
  begins_at BIGINT NOT NULL,
  ends_at BIGINT,
  PRIMARY KEY (organization_id, id),
  CHECK (ends_at >= begins_at)
);

-- Public handles are unique across organizations: a catalog slug, a credential's id.
CREATE TABLE handles (
  kind TEXT NOT NULL,
  handle TEXT NOT NULL,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  target_id TEXT NOT NULL,
  PRIMARY KEY (kind, handle)
);
CREATE INDEX handles_of ON handles (organization_id, target_id);

---------------------------------------------------------------------------------------------------
-- design: microcredentials as documents, in versions that never change.

CREATE TABLE frameworks (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  document TEXT NOT NULL,
  digest TEXT NOT NULL,
  kept_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);

CREATE TABLE framework_items (
  organization_id TEXT NOT NULL,
  framework_id TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (organization_id, framework_id, code),
  FOREIGN KEY (organization_id, framework_id) REFERENCES frameworks (organization_id, id)
);

CREATE TABLE stacks (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  document TEXT NOT NULL,
  digest TEXT NOT NULL,
  kept_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);

CREATE TABLE microcredentials (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  made_at BIGINT NOT NULL,
  copied_from_id TEXT,
  PRIMARY KEY (organization_id, id)
);

CREATE TABLE microcredential_versions (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  microcredential_id TEXT NOT NULL,
  number BIGINT NOT NULL CHECK (number >= 1 AND CAST(number AS BIGINT) = number),
  title TEXT NOT NULL,
  document TEXT NOT NULL,
  digest TEXT NOT NULL,
  rubric_digest TEXT NOT NULL,
  reviews_min BIGINT NOT NULL CHECK (reviews_min BETWEEN 1 AND 3 AND CAST(reviews_min AS BIGINT) = reviews_min),
  imported_at BIGINT NOT NULL,
  imported_by TEXT REFERENCES people (id),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, microcredential_id, number),
  UNIQUE (organization_id, microcredential_id, id),
  UNIQUE (organization_id, id, reviews_min, rubric_digest),
  FOREIGN KEY (organization_id, microcredential_id) REFERENCES microcredentials (organization_id, id)
);

-- The newest publication says which version the catalog shows; one without a version takes it out.
CREATE TABLE publications (
  organization_id TEXT NOT NULL,
  microcredential_id TEXT NOT NULL,
  number BIGINT NOT NULL CHECK (number >= 1 AND CAST(number AS BIGINT) = number),
  version_id TEXT,
  published_at BIGINT NOT NULL,
  published_by TEXT REFERENCES people (id),
  PRIMARY KEY (organization_id, microcredential_id, number),
  FOREIGN KEY (organization_id, microcredential_id) REFERENCES microcredentials (organization_id, id),
  FOREIGN KEY (organization_id, microcredential_id, version_id)
    REFERENCES microcredential_versions (organization_id, microcredential_id, id)
);

CREATE TABLE microcredential_drafts (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  revision BIGINT NOT NULL,
  copied_from_id TEXT,
  begun_by TEXT NOT NULL REFERENCES people (id),
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);

---------------------------------------------------------------------------------------------------
-- discover: the catalog as it is searched, fed by what is published (the index itself is in a pair).

CREATE TABLE catalog_entries (
  organization_id TEXT NOT NULL,
  microcredential_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  stack TEXT,
  minutes BIGINT NOT NULL,
  reviews_min BIGINT NOT NULL,
  words TEXT NOT NULL,
  listed_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, microcredential_id),
  FOREIGN KEY (organization_id, version_id) REFERENCES microcredential_versions (organization_id, id)
);
CREATE INDEX catalog_by_title ON catalog_entries (title);
CREATE INDEX catalog_by_stack ON catalog_entries (stack, title);

-- One row for each thing that an entry can be filtered by: a tag, a framework, an issuer, an evidence kind.
CREATE TABLE catalog_facets (
  organization_id TEXT NOT NULL,
  microcredential_id TEXT NOT NULL,
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (organization_id, microcredential_id, facet, value),
  FOREIGN KEY (organization_id, microcredential_id)
    REFERENCES catalog_entries (organization_id, microcredential_id)
);
CREATE INDEX catalog_facets_by ON catalog_facets (facet, value);

---------------------------------------------------------------------------------------------------
-- learn: a pursuit pins its version, rubric and review policy.

CREATE TABLE pursuits (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  issuer_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  reviews_min BIGINT NOT NULL,
  rubric_digest TEXT NOT NULL,
  school_id TEXT NOT NULL REFERENCES organizations (id),
  employer_id TEXT NOT NULL REFERENCES organizations (id),
  program_id TEXT,
  started_at BIGINT NOT NULL,
  acted_by TEXT NOT NULL REFERENCES people (id),
  on_behalf_of TEXT REFERENCES people (id),
  named_reviewer_id TEXT REFERENCES people (id),
  touched_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  earned_at BIGINT,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, id, issuer_id, version_id, reviews_min, rubric_digest),
  CHECK (withdrawn_at IS NULL OR earned_at IS NULL),
  FOREIGN KEY (issuer_id, version_id, reviews_min, rubric_digest)
    REFERENCES microcredential_versions (organization_id, id, reviews_min, rubric_digest)
);
CREATE INDEX pursuits_by_id ON pursuits (id);
CREATE INDEX pursuits_of_version ON pursuits (issuer_id, version_id);

CREATE TABLE holders (
  organization_id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  joined_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, pursuit_id, person_id),
  FOREIGN KEY (organization_id, pursuit_id) REFERENCES pursuits (organization_id, id)
);
CREATE INDEX holders_are ON holders (person_id, organization_id, pursuit_id);

-- One at a time for a person and a microcredential, wherever its record is kept.
CREATE TABLE running_pursuits (
  organization_id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  issuer_id TEXT NOT NULL,
  microcredential_id TEXT NOT NULL,
  begun_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (organization_id, pursuit_id, person_id),
  FOREIGN KEY (organization_id, pursuit_id, person_id)
    REFERENCES holders (organization_id, pursuit_id, person_id),
  FOREIGN KEY (issuer_id, microcredential_id) REFERENCES microcredentials (organization_id, id)
);
CREATE UNIQUE INDEX running_pursuits_now
  ON running_pursuits (person_id, issuer_id, microcredential_id) WHERE ended_at IS NULL;

-- Asked once, before the award: does the holder's name stand in the credential?
CREATE TABLE name_choices (
  organization_id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  choice TEXT NOT NULL CHECK (choice IN ('shown', 'withheld')),
  chosen_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, pursuit_id, person_id),
  FOREIGN KEY (organization_id, pursuit_id, person_id)
    REFERENCES holders (organization_id, pursuit_id, person_id)
);

-- A draft that a holder lets a coach read, until she ends it.
CREATE TABLE shared_drafts (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  place TEXT NOT NULL,
  coach_id TEXT NOT NULL REFERENCES people (id),
  shared_by TEXT NOT NULL REFERENCES people (id),
  shared_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, pursuit_id) REFERENCES pursuits (organization_id, id)
);
CREATE UNIQUE INDEX shared_drafts_now
  ON shared_drafts (organization_id, pursuit_id, place, coach_id) WHERE ended_at IS NULL;
CREATE INDEX shared_drafts_with ON shared_drafts (coach_id) WHERE ended_at IS NULL;
CREATE INDEX shared_drafts_of ON shared_drafts (organization_id, pursuit_id);

---------------------------------------------------------------------------------------------------
-- vault: words and files that may end, while the record that names their commitment stays true.

CREATE TABLE contents (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  owner_id TEXT NOT NULL REFERENCES people (id),
  kind TEXT NOT NULL CHECK (kind IN ('words', 'file')),
  body TEXT,
  object_key TEXT,
  media_type TEXT,
  file_name TEXT,
  length_bytes BIGINT,
  salt TEXT,
  commitment TEXT,
  revision BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  sealed_at BIGINT,
  held_at BIGINT,
  destroyed_at BIGINT,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, id, commitment),
  CHECK ((sealed_at IS NULL) = (commitment IS NULL)),
  CHECK (destroyed_at IS NULL OR (salt IS NULL AND body IS NULL AND object_key IS NULL AND file_name IS NULL)),
  CHECK (sealed_at IS NULL OR destroyed_at IS NOT NULL OR (salt IS NOT NULL AND (body IS NOT NULL OR object_key IS NOT NULL)))
);
CREATE INDEX contents_of ON contents (owner_id);
CREATE INDEX contents_by_id ON contents (id);
CREATE INDEX contents_stored ON contents (object_key) WHERE object_key IS NOT NULL;

CREATE TABLE grants (
  organization_id TEXT NOT NULL,
  content_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  until BIGINT NOT NULL,
  PRIMARY KEY (organization_id, content_id, person_id),
  FOREIGN KEY (organization_id, content_id) REFERENCES contents (organization_id, id)
);

CREATE TABLE looks (
  organization_id TEXT NOT NULL,
  content_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  looked_at BIGINT NOT NULL,
  why TEXT NOT NULL,
  FOREIGN KEY (organization_id, content_id) REFERENCES contents (organization_id, id)
);
CREATE INDEX looks_at ON looks (organization_id, content_id, looked_at);

---------------------------------------------------------------------------------------------------
-- evidence: the pieces; submit: which question or item they answer, and the submission, for good.

CREATE TABLE artifacts (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  item TEXT NOT NULL,
  submission_number BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('file', 'link', 'text')),
  content_id TEXT NOT NULL,
  caption_id TEXT,
  added_by TEXT NOT NULL REFERENCES people (id),
  added_at BIGINT NOT NULL,
  removed_at BIGINT,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, pursuit_id) REFERENCES pursuits (organization_id, id),
  FOREIGN KEY (organization_id, content_id) REFERENCES contents (organization_id, id),
  FOREIGN KEY (organization_id, caption_id) REFERENCES contents (organization_id, id)
);
CREATE INDEX artifacts_of ON artifacts (pursuit_id, submission_number);

-- Where the words that answer a question are kept, for the first submission, the second…
CREATE TABLE answers (
  organization_id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  question TEXT NOT NULL,
  submission_number BIGINT NOT NULL,
  content_id TEXT NOT NULL,
  PRIMARY KEY (organization_id, pursuit_id, question, submission_number),
  FOREIGN KEY (organization_id, pursuit_id) REFERENCES pursuits (organization_id, id),
  FOREIGN KEY (organization_id, content_id) REFERENCES contents (organization_id, id)
);

CREATE TABLE submissions (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  issuer_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  reviews_min BIGINT NOT NULL,
  rubric_digest TEXT NOT NULL,
  number BIGINT NOT NULL CHECK (number >= 1 AND CAST(number AS BIGINT) = number),
  items BIGINT NOT NULL CHECK (items >= 1 AND CAST(items AS BIGINT) = items),
  criteria BIGINT NOT NULL CHECK (criteria >= 1 AND CAST(criteria AS BIGINT) = criteria),
  digest TEXT NOT NULL,
  statement TEXT NOT NULL,
  submitted_at BIGINT NOT NULL,
  submitted_by TEXT NOT NULL REFERENCES people (id),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, pursuit_id, number),
  UNIQUE (organization_id, id, items),
  UNIQUE (organization_id, id, criteria),
  UNIQUE (organization_id, id, pursuit_id, issuer_id, version_id, reviews_min, rubric_digest),
  FOREIGN KEY (organization_id, pursuit_id, issuer_id, version_id, reviews_min, rubric_digest)
    REFERENCES pursuits (organization_id, id, issuer_id, version_id, reviews_min, rubric_digest)
);

CREATE INDEX submissions_by_id ON submissions (id);

-- What a later submission is to show: the criteria that the one before it didn't demonstrate. The
-- first shows them all.
CREATE TABLE openings (
  organization_id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  submission_number BIGINT NOT NULL
    CHECK (submission_number >= 2 AND CAST(submission_number AS BIGINT) = submission_number),
  criterion TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, pursuit_id, submission_number, criterion),
  FOREIGN KEY (organization_id, pursuit_id) REFERENCES pursuits (organization_id, id)
);

-- Items go in before their submission and are counted by it.
CREATE TABLE submission_items (
  organization_id TEXT NOT NULL,
  submission_id TEXT NOT NULL,
  items BIGINT NOT NULL,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('answer', 'artifact', 'caption')),
  place TEXT NOT NULL,
  artifact_id TEXT,
  content_id TEXT NOT NULL,
  commitment TEXT NOT NULL,
  PRIMARY KEY (organization_id, submission_id, position),
  CHECK (position BETWEEN 1 AND items AND CAST(position AS BIGINT) = position),
  CHECK ((kind = 'answer') = (artifact_id IS NULL)),
  FOREIGN KEY (organization_id, submission_id, items)
    REFERENCES submissions (organization_id, id, items) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (organization_id, artifact_id) REFERENCES artifacts (organization_id, id),
  FOREIGN KEY (organization_id, content_id, commitment)
    REFERENCES contents (organization_id, id, commitment)
);
CREATE INDEX submission_items_are ON submission_items (organization_id, content_id);

-- What this submission is to show: every criterion the first time, then only what wasn't demonstrated.
CREATE TABLE submission_criteria (
  organization_id TEXT NOT NULL,
  submission_id TEXT NOT NULL,
  criteria BIGINT NOT NULL,
  position BIGINT NOT NULL,
  criterion TEXT NOT NULL,
  PRIMARY KEY (organization_id, submission_id, position),
  UNIQUE (organization_id, submission_id, criterion),
  CHECK (position BETWEEN 1 AND criteria AND CAST(position AS BIGINT) = position),
  FOREIGN KEY (organization_id, submission_id, criteria)
    REFERENCES submissions (organization_id, id, criteria) DEFERRABLE INITIALLY DEFERRED
);

---------------------------------------------------------------------------------------------------
-- review: who may, who did, and what it adds up to.

CREATE TABLE qualifications (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  rubric_digest TEXT NOT NULL,
  because TEXT NOT NULL,
  granted_at BIGINT NOT NULL,
  granted_by TEXT REFERENCES people (id),
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, id, person_id, rubric_digest),
  CHECK (expires_at > granted_at AND CAST(granted_at AS BIGINT) = granted_at AND CAST(expires_at AS BIGINT) = expires_at)
);
CREATE INDEX qualifications_for ON qualifications (organization_id, rubric_digest, person_id);

CREATE TABLE exclusion_reasons (reason TEXT PRIMARY KEY);
INSERT INTO exclusion_reasons (reason) VALUES ('holder'), ('teammate'), ('coach'), ('supervisor'), ('family'), ('knows_them'), ('approver');

CREATE TABLE exclusions (
  organization_id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  reason TEXT NOT NULL REFERENCES exclusion_reasons (reason),
  excluded_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, pursuit_id, person_id, reason),
  FOREIGN KEY (organization_id, pursuit_id) REFERENCES pursuits (organization_id, id)
);

-- Not a fact: `stage` and `locked_at` change; what it is about never does.
CREATE TABLE panels (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('first', 'appeal')),
  submission_id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  issuer_id TEXT NOT NULL,
  version_id TEXT NOT NULL,
  rubric_digest TEXT NOT NULL,
  reviews_min BIGINT NOT NULL,
  reviews_required BIGINT NOT NULL,
  convened_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  stage TEXT NOT NULL,
  locked_at BIGINT NOT NULL,
  CHECK (reviews_required BETWEEN reviews_min AND 3 AND CAST(reviews_required AS BIGINT) = reviews_required),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, submission_id, kind),
  UNIQUE (organization_id, id, submission_id, pursuit_id, issuer_id, rubric_digest),
  UNIQUE (organization_id, id, pursuit_id, issuer_id, reviews_required),
  FOREIGN KEY (organization_id, submission_id, pursuit_id, issuer_id, version_id, reviews_min, rubric_digest)
    REFERENCES submissions (organization_id, id, pursuit_id, issuer_id, version_id, reviews_min, rubric_digest)
);
CREATE INDEX panels_of ON panels (organization_id, pursuit_id);
CREATE INDEX panels_by_id ON panels (id);
CREATE INDEX panels_open ON panels (stage, due_at);

-- Whoever leaves a seat leaves it to the next: a turn each.
CREATE TABLE seats (
  organization_id TEXT NOT NULL,
  panel_id TEXT NOT NULL,
  seat TEXT NOT NULL CHECK (seat IN ('1', '2', '3', 'adjudicator')),
  turn BIGINT NOT NULL,
  assessor_id TEXT NOT NULL REFERENCES people (id),
  seated_at BIGINT NOT NULL,
  left_at BIGINT,
  left_because TEXT,
  reviewed_at BIGINT,
  PRIMARY KEY (organization_id, panel_id, seat, turn),
  UNIQUE (organization_id, panel_id, assessor_id),
  UNIQUE (organization_id, panel_id, seat, assessor_id),
  CHECK (left_because IS NULL OR left_at IS NOT NULL),
  CHECK (left_at IS NULL OR reviewed_at IS NULL),
  FOREIGN KEY (organization_id, panel_id) REFERENCES panels (organization_id, id)
);
CREATE UNIQUE INDEX seats_taken ON seats (organization_id, panel_id, seat) WHERE left_at IS NULL;
CREATE INDEX seats_waiting ON seats (assessor_id, seated_at) WHERE left_at IS NULL AND reviewed_at IS NULL;

-- What an assessor has noted so far.
CREATE TABLE review_drafts (
  organization_id TEXT NOT NULL,
  panel_id TEXT NOT NULL,
  assessor_id TEXT NOT NULL,
  criterion TEXT NOT NULL,
  level TEXT,
  feedback_id TEXT,
  -- How often this assessor's notes on the panel were saved, when this one last changed: a tab that
  -- has older ones is told so.
  revision BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, panel_id, assessor_id, criterion),
  FOREIGN KEY (organization_id, panel_id, assessor_id)
    REFERENCES seats (organization_id, panel_id, assessor_id),
  FOREIGN KEY (organization_id, feedback_id) REFERENCES contents (organization_id, id)
);

-- Who has seen whose score on it.
CREATE TABLE disclosures (
  organization_id TEXT NOT NULL,
  submission_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  what TEXT NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, submission_id, person_id, what),
  FOREIGN KEY (organization_id, submission_id) REFERENCES submissions (organization_id, id)
);

CREATE TABLE reviews (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  panel_id TEXT NOT NULL,
  submission_id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  issuer_id TEXT NOT NULL,
  rubric_digest TEXT NOT NULL,
  seat TEXT NOT NULL CHECK (seat IN ('1', '2', '3', 'adjudicator')),
  assessor_id TEXT NOT NULL,
  qualification_id TEXT NOT NULL,
  criteria BIGINT NOT NULL,
  finding TEXT NOT NULL CHECK (finding IN ('demonstrated', 'not_yet')),
  finished_at BIGINT NOT NULL CHECK (CAST(finished_at AS BIGINT) = finished_at),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, panel_id, seat),
  UNIQUE (organization_id, submission_id, assessor_id),
  UNIQUE (organization_id, id, panel_id, seat, finding),
  UNIQUE (organization_id, id, criteria),
  FOREIGN KEY (organization_id, panel_id, submission_id, pursuit_id, issuer_id, rubric_digest)
    REFERENCES panels (organization_id, id, submission_id, pursuit_id, issuer_id, rubric_digest),
  FOREIGN KEY (organization_id, submission_id, criteria)
    REFERENCES submissions (organization_id, id, criteria),
  FOREIGN KEY (organization_id, panel_id, seat, assessor_id)
    REFERENCES seats (organization_id, panel_id, seat, assessor_id),
  FOREIGN KEY (issuer_id, qualification_id, assessor_id, rubric_digest)
    REFERENCES qualifications (organization_id, id, person_id, rubric_digest)
);

CREATE INDEX reviews_of ON reviews (organization_id, pursuit_id);

-- A level for each criterion goes in before its review and is counted by it.
CREATE TABLE review_levels (
  organization_id TEXT NOT NULL,
  review_id TEXT NOT NULL,
  criteria BIGINT NOT NULL,
  position BIGINT NOT NULL,
  criterion TEXT NOT NULL,
  level TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('demonstrated', 'not_yet')),
  feedback_id TEXT,
  feedback_commitment TEXT,
  PRIMARY KEY (organization_id, review_id, position),
  UNIQUE (organization_id, review_id, criterion),
  CHECK (position BETWEEN 1 AND criteria AND CAST(position AS BIGINT) = position),
  CHECK ((feedback_id IS NULL) = (feedback_commitment IS NULL)),
  FOREIGN KEY (organization_id, review_id, criteria)
    REFERENCES reviews (organization_id, id, criteria) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (organization_id, feedback_id, feedback_commitment)
    REFERENCES contents (organization_id, id, commitment)
);

-- Independent reviews sit on seats 1 to 3, the deciding one on the adjudicator's; it is heard only
-- where the others differ. `criteria` counts what the whole rubric has, carried ones included.
CREATE TABLE decisions (
  organization_id TEXT NOT NULL,
  panel_id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  issuer_id TEXT NOT NULL,
  reviews_required BIGINT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('demonstrated', 'not_yet')),
  criteria BIGINT NOT NULL CHECK (criteria >= 1 AND CAST(criteria AS BIGINT) = criteria),
  review_1 TEXT NOT NULL, seat_1 TEXT NOT NULL, finding_1 TEXT NOT NULL,
  review_2 TEXT, seat_2 TEXT, finding_2 TEXT,
  review_3 TEXT, seat_3 TEXT, finding_3 TEXT,
  deciding_review TEXT, deciding_seat TEXT, deciding_finding TEXT,
  decided_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, panel_id),
  UNIQUE (organization_id, panel_id, criteria),
  UNIQUE (organization_id, panel_id, pursuit_id, issuer_id, outcome),
  CHECK (seat_1 = '1' AND COALESCE(seat_2, '2') = '2' AND COALESCE(seat_3, '3') = '3' AND COALESCE(deciding_seat, 'adjudicator') = 'adjudicator'),
  CHECK ((review_2 IS NULL) = (finding_2 IS NULL) AND (review_2 IS NULL) = (seat_2 IS NULL)),
  CHECK ((review_3 IS NULL) = (finding_3 IS NULL) AND (review_3 IS NULL) = (seat_3 IS NULL)),
  CHECK ((deciding_review IS NULL) = (deciding_finding IS NULL) AND (deciding_review IS NULL) = (deciding_seat IS NULL)),
  CHECK ((reviews_required >= 2) = (review_2 IS NOT NULL) AND (reviews_required >= 3) = (review_3 IS NOT NULL)),
  CHECK ((deciding_finding IS NOT NULL) = (COALESCE(finding_2, finding_1) <> finding_1 OR COALESCE(finding_3, finding_1) <> finding_1)),
  FOREIGN KEY (organization_id, panel_id, pursuit_id, issuer_id, reviews_required)
    REFERENCES panels (organization_id, id, pursuit_id, issuer_id, reviews_required),
  FOREIGN KEY (organization_id, review_1, panel_id, seat_1, finding_1)
    REFERENCES reviews (organization_id, id, panel_id, seat, finding),
  FOREIGN KEY (organization_id, review_2, panel_id, seat_2, finding_2)
    REFERENCES reviews (organization_id, id, panel_id, seat, finding),
  FOREIGN KEY (organization_id, review_3, panel_id, seat_3, finding_3)
    REFERENCES reviews (organization_id, id, panel_id, seat, finding),
  FOREIGN KEY (organization_id, deciding_review, panel_id, deciding_seat, deciding_finding)
    REFERENCES reviews (organization_id, id, panel_id, seat, finding)
);
CREATE INDEX decisions_of ON decisions (organization_id, pursuit_id);

-- Each criterion's outcome, decided now or carried from the earlier decision that is named. They go
-- in before their decision and are counted by it.
CREATE TABLE decision_criteria (
  organization_id TEXT NOT NULL,
  panel_id TEXT NOT NULL,
  criteria BIGINT NOT NULL,
  position BIGINT NOT NULL,
  criterion TEXT NOT NULL,
  level TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('demonstrated', 'not_yet')),
  carried_from TEXT,
  PRIMARY KEY (organization_id, panel_id, position),
  UNIQUE (organization_id, panel_id, criterion),
  UNIQUE (organization_id, panel_id, criterion, outcome, level),
  CHECK (position BETWEEN 1 AND criteria AND CAST(position AS BIGINT) = position),
  CHECK (carried_from IS NULL OR (outcome = 'demonstrated' AND carried_from <> panel_id)),
  FOREIGN KEY (organization_id, panel_id, criteria)
    REFERENCES decisions (organization_id, panel_id, criteria) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (organization_id, carried_from, criterion, outcome, level)
    REFERENCES decision_criteria (organization_id, panel_id, criterion, outcome, level)
);

-- What stands after all: an appeal's decision in the place of the first.
CREATE VIEW standing_decisions AS
SELECT d.organization_id, d.panel_id, p.submission_id, d.pursuit_id, d.issuer_id, d.outcome, d.decided_at
FROM decisions d JOIN panels p ON p.organization_id = d.organization_id AND p.id = d.panel_id
WHERE p.kind = 'appeal' OR NOT EXISTS (
  SELECT 1 FROM panels a JOIN decisions o ON o.organization_id = a.organization_id AND o.panel_id = a.id
  WHERE a.organization_id = p.organization_id AND a.submission_id = p.submission_id AND a.kind = 'appeal'
);

-- Reviews that turn out, since two accounts were merged, to be by a holder, by one human twice, or by
-- someone who was excluded or had seen another's score before.
CREATE VIEW reviews_not_independent AS
SELECT r.organization_id, r.id, r.panel_id, r.pursuit_id
FROM reviews r JOIN humans a ON a.person_id = r.assessor_id
WHERE EXISTS (
  SELECT 1 FROM holders h JOIN humans b ON b.person_id = h.person_id
  WHERE h.organization_id = r.organization_id AND h.pursuit_id = r.pursuit_id AND b.human_id = a.human_id
) OR EXISTS (
  SELECT 1 FROM reviews o JOIN humans b ON b.person_id = o.assessor_id
  WHERE o.organization_id = r.organization_id AND o.submission_id = r.submission_id AND o.id <> r.id
    AND b.human_id = a.human_id
) OR EXISTS (
  SELECT 1 FROM exclusions e JOIN humans b ON b.person_id = e.person_id
  WHERE e.organization_id = r.organization_id AND e.pursuit_id = r.pursuit_id AND b.human_id = a.human_id
    AND e.excluded_at < r.finished_at
) OR EXISTS (
  SELECT 1 FROM disclosures d JOIN humans b ON b.person_id = d.person_id
  WHERE d.organization_id = r.organization_id AND d.submission_id = r.submission_id AND b.human_id = a.human_id
    AND d.seen_at < r.finished_at
);

---------------------------------------------------------------------------------------------------
-- award: the issuer's act, and the credential that records it.

CREATE TABLE awards (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  custodian_id TEXT NOT NULL,
  pursuit_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  panel_id TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome = 'demonstrated'),
  approved_by TEXT REFERENCES people (id),
  awarded_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (custodian_id, pursuit_id, person_id),
  UNIQUE (organization_id, id, person_id),
  FOREIGN KEY (custodian_id, panel_id, pursuit_id, organization_id, outcome)
    REFERENCES decisions (organization_id, panel_id, pursuit_id, issuer_id, outcome),
  FOREIGN KEY (custodian_id, pursuit_id, person_id)
    REFERENCES holders (organization_id, pursuit_id, person_id)
);
CREATE INDEX awards_of ON awards (person_id);

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

CREATE TABLE status_lists (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  entries BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id)
);

CREATE TABLE credentials (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  award_id TEXT NOT NULL,
  subject_id TEXT NOT NULL UNIQUE,
  salt TEXT NOT NULL,
  status_list_id TEXT NOT NULL,
  status_index BIGINT NOT NULL CHECK (status_index >= 0 AND CAST(status_index AS BIGINT) = status_index),
  made_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, award_id),
  UNIQUE (organization_id, status_list_id, status_index),
  FOREIGN KEY (organization_id, award_id) REFERENCES awards (organization_id, id),
  FOREIGN KEY (organization_id, status_list_id) REFERENCES status_lists (organization_id, id)
);

-- A credential keeps its id through its editions; the newest is current.
CREATE TABLE credential_editions (
  organization_id TEXT NOT NULL,
  credential_id TEXT NOT NULL,
  edition BIGINT NOT NULL CHECK (edition >= 1 AND CAST(edition AS BIGINT) = edition),
  document TEXT NOT NULL,
  digest TEXT NOT NULL,
  key_id TEXT NOT NULL,
  signed_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, credential_id, edition),
  FOREIGN KEY (organization_id, credential_id) REFERENCES credentials (organization_id, id),
  FOREIGN KEY (organization_id, key_id) REFERENCES organization_keys (organization_id, id)
);

CREATE TABLE revocations (
  organization_id TEXT NOT NULL,
  credential_id TEXT NOT NULL,
  reason_id TEXT NOT NULL,
  revoked_by TEXT NOT NULL REFERENCES people (id),
  revoked_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, credential_id),
  FOREIGN KEY (organization_id, credential_id) REFERENCES credentials (organization_id, id),
  FOREIGN KEY (organization_id, reason_id) REFERENCES contents (organization_id, id)
);

-- Evidence that its holder chose to show, until she chooses otherwise.
CREATE TABLE shown_evidence (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  credential_id TEXT NOT NULL,
  custodian_id TEXT NOT NULL,
  content_id TEXT NOT NULL,
  title TEXT NOT NULL,
  chosen_at BIGINT NOT NULL,
  ended_at BIGINT,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, credential_id) REFERENCES credentials (organization_id, id),
  FOREIGN KEY (custodian_id, content_id) REFERENCES contents (organization_id, id)
);
CREATE UNIQUE INDEX shown_evidence_now ON shown_evidence (organization_id, credential_id, content_id) WHERE ended_at IS NULL;

---------------------------------------------------------------------------------------------------
-- recognize: what it counts for, by rule.

-- A version of a policy, whole: the document says the classes, rules and who approves.
CREATE TABLE recognition_policies (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  id TEXT NOT NULL,
  slug TEXT NOT NULL,
  number BIGINT NOT NULL CHECK (number >= 1 AND CAST(number AS BIGINT) = number),
  document TEXT NOT NULL,
  digest TEXT NOT NULL,
  made_by TEXT REFERENCES people (id),
  made_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, slug, number)
);

CREATE TABLE recognition_rules (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  policy_id TEXT NOT NULL,
  class TEXT NOT NULL,
  unit TEXT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0 AND CAST(amount AS BIGINT) = amount),
  each_year TEXT NOT NULL CHECK (each_year IN ('once', 'yearly')),
  approval TEXT NOT NULL CHECK (approval IN ('before_start', 'not_needed')),
  account TEXT NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, policy_id, class, unit),
  UNIQUE (organization_id, id, policy_id, unit, amount),
  FOREIGN KEY (organization_id, policy_id) REFERENCES recognition_policies (organization_id, id)
);

-- Which class a microcredential is in, by this version of the policy.
CREATE TABLE classifications (
  organization_id TEXT NOT NULL,
  policy_id TEXT NOT NULL,
  issuer_id TEXT NOT NULL,
  microcredential_id TEXT NOT NULL,
  class TEXT NOT NULL,
  PRIMARY KEY (organization_id, policy_id, issuer_id, microcredential_id),
  FOREIGN KEY (organization_id, policy_id) REFERENCES recognition_policies (organization_id, id),
  FOREIGN KEY (issuer_id, microcredential_id) REFERENCES microcredentials (organization_id, id)
);
CREATE INDEX classifications_of ON classifications (issuer_id, microcredential_id);

-- Asked before the start, under this version of the policy.
CREATE TABLE preapprovals (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  issuer_id TEXT NOT NULL,
  microcredential_id TEXT NOT NULL,
  policy_id TEXT NOT NULL,
  approver_id TEXT NOT NULL REFERENCES people (id),
  why_id TEXT,
  asked_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, policy_id) REFERENCES recognition_policies (organization_id, id),
  FOREIGN KEY (issuer_id, microcredential_id) REFERENCES microcredentials (organization_id, id),
  FOREIGN KEY (organization_id, why_id) REFERENCES contents (organization_id, id)
);
CREATE INDEX preapprovals_under ON preapprovals (organization_id, policy_id);
CREATE INDEX preapprovals_of ON preapprovals (person_id);
CREATE INDEX preapprovals_for ON preapprovals (approver_id);

CREATE TABLE preapproval_answers (
  organization_id TEXT NOT NULL,
  preapproval_id TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('yes', 'no')),
  reason_id TEXT,
  answered_by TEXT NOT NULL REFERENCES people (id),
  answered_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, preapproval_id),
  UNIQUE (organization_id, preapproval_id, answer),
  FOREIGN KEY (organization_id, preapproval_id) REFERENCES preapprovals (organization_id, id),
  FOREIGN KEY (organization_id, reason_id) REFERENCES contents (organization_id, id)
);

-- One award, one unit, one claim; one approval, one unit, one claim.
CREATE TABLE claims (
  organization_id TEXT NOT NULL,
  id TEXT NOT NULL,
  issuer_id TEXT NOT NULL,
  award_id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  policy_id TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  unit TEXT NOT NULL,
  amount BIGINT NOT NULL,
  preapproval_id TEXT,
  preapproval_answer TEXT CHECK (preapproval_answer = 'yes'),
  effective_on TEXT NOT NULL,
  school_year TEXT NOT NULL,
  claimed_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, issuer_id, award_id, unit),
  UNIQUE (organization_id, id, unit, amount),
  UNIQUE (organization_id, preapproval_id, unit),
  CHECK ((preapproval_id IS NULL) = (preapproval_answer IS NULL)),
  FOREIGN KEY (issuer_id, award_id, person_id) REFERENCES awards (organization_id, id, person_id),
  FOREIGN KEY (organization_id, rule_id, policy_id, unit, amount)
    REFERENCES recognition_rules (organization_id, id, policy_id, unit, amount),
  FOREIGN KEY (organization_id, preapproval_id, preapproval_answer)
    REFERENCES preapproval_answers (organization_id, preapproval_id, answer)
);
CREATE INDEX claims_under ON claims (organization_id, policy_id);
CREATE INDEX claims_of ON claims (person_id);

CREATE TABLE claim_answers (
  organization_id TEXT NOT NULL,
  claim_id TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('accepted', 'refused')),
  reason_id TEXT,
  answered_by TEXT NOT NULL REFERENCES people (id),
  answered_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, claim_id),
  UNIQUE (organization_id, claim_id, answer),
  CHECK (answer = 'accepted' OR reason_id IS NOT NULL),
  FOREIGN KEY (organization_id, claim_id) REFERENCES claims (organization_id, id),
  FOREIGN KEY (organization_id, reason_id) REFERENCES contents (organization_id, id)
);

-- One row moves an amount from one account to another in one unit: cents, or hundredths of an hour
-- or a point. Each names the one before it: one chain for each organization and epoch.
CREATE TABLE ledger_entries (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  epoch BIGINT NOT NULL CHECK (epoch >= 1 AND CAST(epoch AS BIGINT) = epoch),
  sequence BIGINT NOT NULL CHECK (sequence >= 1 AND CAST(sequence AS BIGINT) = sequence),
  previous_sequence BIGINT,
  previous_hash TEXT,
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  unit TEXT NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0 AND CAST(amount AS BIGINT) = amount),
  claim_id TEXT,
  claim_answer TEXT CHECK (claim_answer = 'accepted'),
  effect_key TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  school_year TEXT NOT NULL,
  acted_by TEXT NOT NULL REFERENCES people (id),
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, epoch, sequence),
  UNIQUE (organization_id, epoch, sequence, hash),
  UNIQUE (organization_id, effect_key),
  CHECK (from_account <> to_account),
  CHECK ((claim_id IS NULL) = (claim_answer IS NULL)),
  CHECK ((sequence = 1 AND previous_sequence IS NULL AND previous_hash IS NULL)
    OR (sequence > 1 AND previous_sequence = sequence - 1 AND previous_hash IS NOT NULL)),
  FOREIGN KEY (organization_id, epoch, previous_sequence, previous_hash)
    REFERENCES ledger_entries (organization_id, epoch, sequence, hash),
  FOREIGN KEY (organization_id, claim_id, unit, amount)
    REFERENCES claims (organization_id, id, unit, amount),
  FOREIGN KEY (organization_id, claim_id, claim_answer)
    REFERENCES claim_answers (organization_id, claim_id, answer)
);

-- The end of each chain: whoever adds to it writes here first, so that two don't add at once.
CREATE TABLE ledger_heads (
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  epoch BIGINT NOT NULL,
  locked_at BIGINT NOT NULL,
  PRIMARY KEY (organization_id, epoch)
);
