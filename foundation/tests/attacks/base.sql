-- The world that is attacked, with a row in every table that has guards.
--
-- Rosa pursues 'open': submitted once, its panel sits and nobody has reviewed. Dee and Deb
-- earned 'earned'; Dee's was claimed and posted, Deb's revoked. Fay's 'again' is not yet: A stands, B is to be shown again. Gus
-- withdrew 'gone'. Ana, Ben, Cho and Kim are qualified; Dan no longer is; Rosa was once qualified
-- herself. Coach coaches Rosa. 'ana2', 'rosa2' and 'coach2' are second accounts.

INSERT INTO organizations (id, parent_id, custodian_id, kind, slug, name, time_zone, made_at) VALUES
  ('D', NULL, 'D', 'district', 'maple', 'Maple Ridge', 'America/New_York', 1),
  ('S', 'D', 'D', 'school', 'maple-east', 'East School', 'America/New_York', 1),
  ('I', NULL, 'I', 'issuer', 'northfield', 'Northfield', 'UTC', 1);

INSERT INTO people (id, name, made_at, merged_into_id, erased_at) VALUES
  ('rosa', 'Rosa', 1, NULL, NULL), ('dee', 'Dee', 1, NULL, NULL), ('fay', 'Fay', 1, NULL, NULL),
  ('gus', 'Gus', 1, NULL, NULL), ('ana', 'Ana', 1, NULL, NULL), ('ben', 'Ben', 1, NULL, NULL),
  ('cho', 'Cho', 1, NULL, NULL), ('kim', 'Kim', 1, NULL, NULL), ('dan', 'Dan', 1, NULL, NULL),
  ('coach', 'Coach', 1, NULL, NULL), ('lead', 'Lead', 1, NULL, NULL), ('office', 'Office', 1, NULL, NULL),
  ('deb', 'Deb', 1, NULL, NULL), ('left', '', 1, NULL, 90),
  ('rosa2', 'Rosa', 1, 'rosa', NULL), ('ana2', 'Ana', 1, 'ana', NULL), ('coach2', 'Coach', 1, 'coach', NULL);
INSERT INTO email_addresses (address, person_id, added_at) VALUES ('rosa@maple.example', 'rosa', 1);
INSERT INTO passwords (person_id, hash, set_at) VALUES ('rosa', 'h', 1);
INSERT INTO sessions (token_digest, person_id, begun_at, seen_at, ends_at) VALUES ('t', 'rosa', 1, 1, 99);
INSERT INTO one_time_links (token_digest, purpose, made_at, expires_at, used_at) VALUES ('o', 'invitation', 1, 99, 2);
INSERT INTO hosts (id, secret_digest, metadata, registered_at, used_at) VALUES ('h', 's', '{}', 1, 2);
INSERT INTO permissions (id, host_id, person_id, scope, given_at, used_at) VALUES ('pe', 'h', 'rosa', 'read', 2, 3);
INSERT INTO host_tokens (digest, permission_id, kind, scope, redirect_uri, code_challenge, made_at, ends_at, used_at) VALUES
  ('c', 'pe', 'code', 'read', 'https://host.example/back', 'x', 2, 99, 3), ('a', 'pe', 'access', 'read', NULL, NULL, 3, 99, NULL);
INSERT INTO credentials_elsewhere (id, person_id, issuer, credential, form, body, title, issuer_name, report, issued_at, kept_at) VALUES
  ('ce', 'rosa', 'did:key:z6', 'urn:uuid:1', 'json', '{}', 'First aid', 'The Red Cross', '[]', 1, 2);
INSERT INTO profiles (person_id, id, document, kept_at) VALUES ('rosa', 'urn:uuid:2', '{}', 2);
INSERT INTO wallet_offers (code_digest, person_id, credential_id, tries, ends_at, used_at, token_digest, token_ends_at) VALUES
  ('wc', 'rosa', 'cr', 0, 99, 3, 'wt', 99);
INSERT INTO wallet_nonces (digest, ends_at) VALUES ('wn', 99);
INSERT INTO appointments (organization_id, id, at_id, person_id, role, begins_at, ends_at) VALUES
  ('D', 'a1', 'S', 'rosa', 'educator', 1, NULL), ('D', 'a2', 'D', 'lead', 'lead', 1, 50);
INSERT INTO relations (organization_id, id, person_id, toward_id, kind, begins_at, ends_at) VALUES
  ('D', 'l1', 'coach', 'rosa', 'coach_of', 1, NULL), ('D', 'l2', 'lead', 'rosa', 'supervises', 1, 50);
INSERT INTO organization_keys (organization_id, id, public_key, sealed_key, begins_at, ends_at) VALUES
  ('I', 'k0', 'public 0', NULL, 1, 10), ('I', 'k1', 'public 1', 'sealed 1', 10, NULL);
INSERT INTO handles (kind, handle, organization_id, target_id) VALUES ('credential', 'cr', 'I', 'cr');
INSERT INTO instance (name, value) VALUES ('public_url', 'https://cairn.example');

INSERT INTO announcements (id, name, body, announced_at) VALUES ('n', 'Decided', '{}', 1);
INSERT INTO deliveries (announcement_id, listener, due_at, tries, delivered_at) VALUES ('n', 'award', 1, 1, 2);
INSERT INTO jobs (id, name, effect_key, body, queued_at, due_at, tries, done_at) VALUES ('j', 'letter', 'letter 1', '{}', 1, 1, 1, 2);
INSERT INTO letters (id, kind, written_at, sent_at) VALUES ('e', 'decided', 1, 2);

INSERT INTO frameworks (organization_id, id, slug, title, document, digest, kept_at) VALUES ('I', 'f', 'clusters', 'Clusters', 'd', 'g', 1);
INSERT INTO framework_items (organization_id, framework_id, code, name, position) VALUES ('I', 'f', '1a', 'One', 1);
INSERT INTO stacks (organization_id, id, slug, title, document, digest, kept_at) VALUES ('I', 'st', 'talk', 'Talk', 'd', 'g', 1);
INSERT INTO microcredentials (organization_id, id, slug, made_at) VALUES ('I', 'm', 'wait-time', 1), ('I', 'other', 'questioning', 1);
INSERT INTO microcredential_versions (organization_id, id, microcredential_id, number, title, document, digest, rubric_digest, reviews_min, imported_at) VALUES
  ('I', 'v1', 'm', 1, 'Wait time', 'd', 'g1', 'rubric', 2, 1), ('I', 'other1', 'other', 1, 'Questioning', 'd', 'g2', 'rubric', 2, 1);
INSERT INTO publications (organization_id, microcredential_id, number, version_id, published_at) VALUES ('I', 'm', 1, 'v1', 1);
INSERT INTO microcredential_drafts (organization_id, id, document, revision, begun_by, saved_at) VALUES ('I', 'md', 'd', 1, 'lead', 1);
INSERT INTO catalog_entries (organization_id, microcredential_id, version_id, slug, title, summary, minutes, reviews_min, words, listed_at) VALUES
  ('I', 'm', 'v1', 'wait-time', 'Wait time', 's', 600, 2, 'wait time', 1);
INSERT INTO catalog_facets (organization_id, microcredential_id, facet, value) VALUES ('I', 'm', 'tag', 'film');

-- Recognition, before anyone starts.
INSERT INTO recognition_policies (organization_id, id, slug, number, document, digest, made_at) VALUES
  ('D', 'y', 'pay', 1, 'd', 'g', 1), ('D', 'y2', 'pay', 2, 'd', 'g', 1);
INSERT INTO recognition_rules (organization_id, id, policy_id, class, unit, amount, each_year, approval, account) VALUES
  ('D', 'u', 'y', 'B', 'cents', 40000, 'yearly', 'before_start', 'pay'),
  ('D', 'uh', 'y', 'B', 'hours', 300, 'once', 'not_needed', 'hours'),
  ('D', 'uc', 'y', 'C', 'points', 100, 'once', 'not_needed', 'points'),
  ('D', 'u2', 'y2', 'B', 'points', 100, 'once', 'not_needed', 'points');
INSERT INTO classifications (organization_id, policy_id, issuer_id, microcredential_id, class) VALUES
  ('D', 'y', 'I', 'm', 'B'), ('D', 'y2', 'I', 'm', 'B');
INSERT INTO preapprovals (organization_id, id, person_id, issuer_id, microcredential_id, policy_id, approver_id, asked_at) VALUES
  ('D', 'ask', 'dee', 'I', 'm', 'y', 'lead', 2), ('D', 'ask-late', 'dee', 'I', 'm', 'y', 'lead', 2),
  ('D', 'ask-other', 'dee', 'I', 'other', 'y', 'lead', 2), ('D', 'ask-rosa', 'rosa', 'I', 'm', 'y', 'lead', 2),
  ('D', 'ask-open', 'dee', 'I', 'm', 'y', 'lead', 5);
INSERT INTO preapproval_answers (organization_id, preapproval_id, answer, answered_by, answered_at) VALUES
  ('D', 'ask', 'yes', 'lead', 3), ('D', 'ask-late', 'yes', 'lead', 50),
  ('D', 'ask-other', 'yes', 'lead', 3), ('D', 'ask-rosa', 'yes', 'lead', 3);

INSERT INTO pursuits (organization_id, id, issuer_id, version_id, reviews_min, rubric_digest, school_id, employer_id, started_at, acted_by, touched_at, withdrawn_at, earned_at) VALUES
  ('D', 'open', 'I', 'v1', 2, 'rubric', 'S', 'D', 10, 'rosa', 10, NULL, NULL),
  ('D', 'earned', 'I', 'v1', 2, 'rubric', 'S', 'D', 10, 'dee', 10, NULL, 70),
  ('D', 'again', 'I', 'v1', 2, 'rubric', 'S', 'D', 10, 'fay', 10, NULL, NULL),
  ('D', 'new', 'I', 'v1', 2, 'rubric', 'S', 'D', 10, 'fay', 10, NULL, NULL);
INSERT INTO holders (organization_id, pursuit_id, person_id, joined_at) VALUES
  ('D', 'open', 'rosa', 10), ('D', 'earned', 'dee', 10), ('D', 'earned', 'deb', 10), ('D', 'again', 'fay', 10), ('D', 'new', 'fay', 10);
INSERT INTO running_pursuits (organization_id, pursuit_id, person_id, issuer_id, microcredential_id, begun_at, ended_at) VALUES
  ('D', 'open', 'rosa', 'I', 'm', 10, NULL), ('D', 'earned', 'dee', 'I', 'm', 10, 70);
INSERT INTO name_choices (organization_id, pursuit_id, person_id, choice, chosen_at) VALUES ('D', 'earned', 'dee', 'shown', 60);
INSERT INTO shared_drafts (organization_id, id, pursuit_id, place, coach_id, shared_by, shared_at, ended_at) VALUES
  ('D', 'sd', 'open', 'part-1', 'coach', 'rosa', 11, 12);
INSERT INTO exclusions (organization_id, pursuit_id, person_id, reason, excluded_at) VALUES ('D', 'open', 'coach', 'coach', 10);
INSERT INTO qualifications (organization_id, id, person_id, rubric_digest, because, granted_at, expires_at) VALUES
  ('I', 'q-ana', 'ana', 'rubric', 'calibrated', 1, 9999), ('I', 'q-ana2', 'ana2', 'rubric', 'calibrated', 1, 9999),
  ('I', 'q-ben', 'ben', 'rubric', 'calibrated', 1, 9999), ('I', 'q-cho', 'cho', 'rubric', 'calibrated', 1, 9999),
  ('I', 'q-kim', 'kim', 'rubric', 'calibrated', 1, 9999), ('I', 'q-dan', 'dan', 'rubric', 'calibrated', 1, 50),
  ('I', 'q-rosa', 'rosa', 'rubric', 'calibrated', 1, 9999), ('I', 'q-rosa2', 'rosa2', 'rubric', 'calibrated', 1, 9999),
  ('I', 'q-coach', 'coach', 'rubric', 'calibrated', 1, 9999), ('I', 'q-coach2', 'coach2', 'rubric', 'calibrated', 1, 9999),
  ('I', 'q-elsewhere', 'cho', 'another rubric', 'calibrated', 1, 9999);

-- Words and files: sealed, but for one draft; one destroyed, one under hold.
INSERT INTO contents (organization_id, id, owner_id, kind, body, object_key, salt, commitment, revision, saved_at, sealed_at, held_at, destroyed_at) VALUES
  ('D', 'words', 'rosa', 'words', 'What I tried.', NULL, 's1', 'k1', 1, 20, 30, NULL, NULL),
  ('D', 'file', 'rosa', 'file', NULL, 'objects/1', 's2', 'k2', 1, 20, 30, NULL, NULL),
  ('D', 'caption', 'rosa', 'words', 'Groups at work', NULL, 's3', 'k3', 1, 20, 30, NULL, NULL),
  ('D', 'draft', 'rosa', 'words', 'Not yet sent', NULL, NULL, NULL, 1, 20, NULL, NULL, NULL),
  ('D', 'held', 'rosa', 'words', 'Under hold', NULL, 's5', 'k5', 1, 20, 30, 31, NULL),
  ('D', 'ended', 'rosa', 'words', NULL, NULL, NULL, 'k6', 1, 20, 30, NULL, 40),
  ('D', 'dees', 'dee', 'words', 'Hers', NULL, 's7', 'k7', 1, 20, 30, NULL, NULL),
  ('D', 'fays', 'fay', 'words', 'Hers', NULL, 's8', 'k8', 1, 20, 30, NULL, NULL),
  ('D', 'reason', 'office', 'words', 'Why', NULL, 's9', 'k9', 1, 20, 30, NULL, NULL),
  ('I', 'issuers', 'lead', 'words', 'Why', NULL, 's10', 'k10', 1, 20, 30, NULL, NULL);
INSERT INTO grants (organization_id, content_id, person_id, until) VALUES ('D', 'words', 'ana', 99);
INSERT INTO looks (organization_id, content_id, person_id, looked_at, why) VALUES ('D', 'words', 'ana', 40, 'review');
INSERT INTO artifacts (organization_id, id, pursuit_id, item, submission_number, kind, content_id, caption_id, added_by, added_at, removed_at) VALUES
  ('D', 'x', 'open', 'work', 1, 'file', 'file', 'caption', 'rosa', 20, NULL),
  ('D', 'x-removed', 'open', 'work', 1, 'file', 'file', NULL, 'rosa', 20, 21);
INSERT INTO answers (organization_id, pursuit_id, question, submission_number, content_id) VALUES
  ('D', 'open', 'one', 1, 'words'), ('D', 'open', 'two', 1, 'held'), ('D', 'earned', 'one', 1, 'dees'),
  ('D', 'again', 'one', 1, 'fays'), ('D', 'new', 'one', 1, 'fays');

INSERT INTO submission_items (organization_id, submission_id, items, position, kind, place, artifact_id, content_id, commitment) VALUES
  ('D', 's-open', 3, 1, 'answer', 'one', NULL, 'words', 'k1'),
  ('D', 's-open', 3, 2, 'artifact', 'work', 'x', 'file', 'k2'),
  ('D', 's-open', 3, 3, 'caption', 'work', 'x', 'caption', 'k3'),
  ('D', 's-earned', 1, 1, 'answer', 'one', NULL, 'dees', 'k7'),
  ('D', 's-again', 1, 1, 'answer', 'one', NULL, 'fays', 'k8');
INSERT INTO submission_criteria (organization_id, submission_id, criteria, position, criterion) VALUES
  ('D', 's-open', 2, 1, 'A'), ('D', 's-open', 2, 2, 'B'),
  ('D', 's-earned', 2, 1, 'A'), ('D', 's-earned', 2, 2, 'B'),
  ('D', 's-again', 2, 1, 'A'), ('D', 's-again', 2, 2, 'B');
INSERT INTO submissions (organization_id, id, pursuit_id, issuer_id, version_id, reviews_min, rubric_digest, number, items, criteria, digest, statement, submitted_at, submitted_by) VALUES
  ('D', 's-open', 'open', 'I', 'v1', 2, 'rubric', 1, 3, 2, 'g', 'true', 30, 'rosa'),
  ('D', 's-earned', 'earned', 'I', 'v1', 2, 'rubric', 1, 1, 2, 'g', 'true', 30, 'dee'),
  ('D', 's-again', 'again', 'I', 'v1', 2, 'rubric', 1, 1, 2, 'g', 'true', 30, 'fay');
INSERT INTO panels (organization_id, id, kind, submission_id, pursuit_id, issuer_id, version_id, rubric_digest, reviews_min, reviews_required, convened_at, due_at, stage, locked_at) VALUES
  ('D', 'p-open', 'first', 's-open', 'open', 'I', 'v1', 'rubric', 2, 2, 30, 99, 'open', 30),
  ('D', 'p-earned', 'first', 's-earned', 'earned', 'I', 'v1', 'rubric', 2, 2, 30, 99, 'decided', 30),
  ('D', 'p-again', 'first', 's-again', 'again', 'I', 'v1', 'rubric', 2, 2, 30, 99, 'decided', 30);
INSERT INTO seats (organization_id, panel_id, seat, turn, assessor_id, seated_at, left_at, left_because, reviewed_at) VALUES
  ('D', 'p-open', '1', 1, 'kim', 30, 31, 'knows_them', NULL),
  ('D', 'p-earned', '1', 1, 'ana', 30, NULL, NULL, 40), ('D', 'p-earned', '2', 1, 'ben', 30, NULL, NULL, 40),
  ('D', 'p-again', '1', 1, 'ana', 30, NULL, NULL, 40), ('D', 'p-again', '2', 1, 'ben', 30, NULL, NULL, 40);
INSERT INTO review_drafts (organization_id, panel_id, assessor_id, criterion, level, revision, saved_at) VALUES ('D', 'p-earned', 'ana', 'A', 'Demonstrated', 1, 39);
INSERT INTO disclosures (organization_id, submission_id, person_id, what, seen_at) VALUES ('D', 's-earned', 'lead', 'findings', 60);
INSERT INTO review_levels (organization_id, review_id, criteria, position, criterion, level, outcome) VALUES
  ('D', 'e1', 2, 1, 'A', 'Demonstrated', 'demonstrated'), ('D', 'e1', 2, 2, 'B', 'Demonstrated', 'demonstrated'),
  ('D', 'e2', 2, 1, 'A', 'Demonstrated', 'demonstrated'), ('D', 'e2', 2, 2, 'B', 'Demonstrated', 'demonstrated'),
  ('D', 'g1', 2, 1, 'A', 'Demonstrated', 'demonstrated'), ('D', 'g1', 2, 2, 'B', 'Partly', 'not_yet'),
  ('D', 'g2', 2, 1, 'A', 'Demonstrated', 'demonstrated'), ('D', 'g2', 2, 2, 'B', 'Partly', 'not_yet');
INSERT INTO reviews (organization_id, id, panel_id, submission_id, pursuit_id, issuer_id, rubric_digest, seat, assessor_id, qualification_id, criteria, finding, finished_at) VALUES
  ('D', 'e1', 'p-earned', 's-earned', 'earned', 'I', 'rubric', '1', 'ana', 'q-ana', 2, 'demonstrated', 40),
  ('D', 'e2', 'p-earned', 's-earned', 'earned', 'I', 'rubric', '2', 'ben', 'q-ben', 2, 'demonstrated', 40),
  ('D', 'g1', 'p-again', 's-again', 'again', 'I', 'rubric', '1', 'ana', 'q-ana', 2, 'not_yet', 40),
  ('D', 'g2', 'p-again', 's-again', 'again', 'I', 'rubric', '2', 'ben', 'q-ben', 2, 'not_yet', 40);
INSERT INTO decision_criteria (organization_id, panel_id, criteria, position, criterion, level, outcome) VALUES
  ('D', 'p-earned', 2, 1, 'A', 'Demonstrated', 'demonstrated'), ('D', 'p-earned', 2, 2, 'B', 'Demonstrated', 'demonstrated'),
  ('D', 'p-again', 2, 1, 'A', 'Demonstrated', 'demonstrated'), ('D', 'p-again', 2, 2, 'B', 'Partly', 'not_yet');
INSERT INTO decisions (organization_id, panel_id, pursuit_id, issuer_id, reviews_required, outcome, criteria, review_1, seat_1, finding_1, review_2, seat_2, finding_2, decided_at) VALUES
  ('D', 'p-earned', 'earned', 'I', 2, 'demonstrated', 2, 'e1', '1', 'demonstrated', 'e2', '2', 'demonstrated', 50),
  ('D', 'p-again', 'again', 'I', 2, 'not_yet', 2, 'g1', '1', 'not_yet', 'g2', '2', 'not_yet', 50);

INSERT INTO openings (organization_id, pursuit_id, submission_number, criterion, opened_at) VALUES ('D', 'again', 2, 'B', 50);

-- Gus submitted, and withdrew before anyone sat down.
INSERT INTO contents (organization_id, id, owner_id, kind, body, salt, commitment, revision, saved_at, sealed_at) VALUES ('D', 'guss', 'gus', 'words', 'His', 's11', 'k11', 1, 20, 30);
INSERT INTO pursuits (organization_id, id, issuer_id, version_id, reviews_min, rubric_digest, school_id, employer_id, started_at, acted_by, touched_at) VALUES
  ('D', 'gone', 'I', 'v1', 2, 'rubric', 'S', 'D', 10, 'gus', 10);
INSERT INTO holders (organization_id, pursuit_id, person_id, joined_at) VALUES ('D', 'gone', 'gus', 10);
INSERT INTO answers (organization_id, pursuit_id, question, submission_number, content_id) VALUES ('D', 'gone', 'one', 1, 'guss');
UPDATE pursuits SET withdrawn_at = 35 WHERE id = 'gone';

INSERT INTO awards (organization_id, id, custodian_id, pursuit_id, person_id, panel_id, outcome, awarded_at) VALUES
  ('I', 'w', 'D', 'earned', 'dee', 'p-earned', 'demonstrated', 60),
  ('I', 'w-deb', 'D', 'earned', 'deb', 'p-earned', 'demonstrated', 60);
INSERT INTO status_lists (organization_id, id, purpose, entries, made_at) VALUES ('I', 'list', 'revocation', 131072, 1);
INSERT INTO credentials (organization_id, id, award_id, subject_id, salt, status_list_id, status_index, made_at) VALUES
  ('I', 'cr', 'w', 'subject', 's', 'list', 7, 60), ('I', 'cr-deb', 'w-deb', 'subject 2', 's', 'list', 8, 60);
INSERT INTO credential_editions (organization_id, credential_id, edition, document, digest, key_id, signed_at) VALUES
  ('I', 'cr', 1, '{}', 'g', 'k1', 60), ('I', 'cr-deb', 1, '{}', 'g', 'k1', 60);
INSERT INTO credential_jwts (organization_id, credential_id, edition, jwt, key_id, made_at) VALUES ('I', 'cr', 1, 'e30.e30.', 'k1', 61);
INSERT INTO revocations (organization_id, credential_id, reason_id, revoked_by, revoked_at) VALUES ('I', 'cr-deb', 'issuers', 'lead', 63);
INSERT INTO shown_evidence (organization_id, id, credential_id, custodian_id, content_id, title, chosen_at, ended_at) VALUES ('I', 'sh', 'cr', 'D', 'dees', 'One', 61, 62);

INSERT INTO claims (organization_id, id, issuer_id, award_id, person_id, policy_id, rule_id, unit, amount, preapproval_id, preapproval_answer, effective_on, school_year, claimed_at) VALUES
  ('D', 'c', 'I', 'w', 'dee', 'y', 'u', 'cents', 40000, 'ask', 'yes', '2027-07-01', '2027', 65);
INSERT INTO claim_answers (organization_id, claim_id, answer, answered_by, answered_at) VALUES ('D', 'c', 'accepted', 'office', 66);
INSERT INTO ledger_heads (organization_id, epoch, locked_at) VALUES ('D', 1, 1);
INSERT INTO ledger_entries (organization_id, epoch, sequence, hash, unit, from_account, to_account, amount, claim_id, claim_answer, effect_key, effective_on, school_year, acted_by, recorded_at) VALUES
  ('D', 1, 1, '1111111111111111111111111111111111111111111111111111111111111111', 'cents', 'budget', 'dee', 40000, 'c', 'accepted', 'claim c 2027', '2027-07-01', '2027', 'office', 67);
