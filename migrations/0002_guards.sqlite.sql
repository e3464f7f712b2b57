-- Guards for SQLite, twin of 0002_guards.postgres.sql: what tables and keys can't refuse. A trigger's
-- name tells what it refuses. No guard repeats what a key already says, so that a store can still
-- write ON CONFLICT DO NOTHING and read from the row count that it was there before.

---------------------------------------------------------------------------------------------------
-- Nothing is replaced. INSERT OR REPLACE deletes the old row without asking the delete triggers
-- (unless PRAGMA recursive_triggers is on), but hands its REPLACE down to the statements of a
-- trigger: the one row here is then replaced, too, and that shows. Without REPLACE it is kept.

CREATE TABLE replacements (one BIGINT PRIMARY KEY, word TEXT NOT NULL);
INSERT INTO replacements (one, word) VALUES (1, 'kept');

---------------------------------------------------------------------------------------------------
-- Facts: never changed, deleted or replaced.

CREATE TRIGGER announcements_never_change BEFORE UPDATE ON announcements BEGIN SELECT RAISE(ABORT, 'A row of announcements is never changed.'); END;
CREATE TRIGGER announcements_never_go BEFORE DELETE ON announcements BEGIN SELECT RAISE(ABORT, 'A row of announcements is never deleted.'); END;
CREATE TRIGGER announcements_never_replaced BEFORE INSERT ON announcements BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of announcements is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER handles_never_change BEFORE UPDATE ON handles BEGIN SELECT RAISE(ABORT, 'A row of handles is never changed.'); END;
CREATE TRIGGER handles_never_go BEFORE DELETE ON handles BEGIN SELECT RAISE(ABORT, 'A row of handles is never deleted.'); END;
CREATE TRIGGER handles_never_replaced BEFORE INSERT ON handles BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of handles is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER microcredentials_never_change BEFORE UPDATE ON microcredentials BEGIN SELECT RAISE(ABORT, 'A row of microcredentials is never changed.'); END;
CREATE TRIGGER microcredentials_never_go BEFORE DELETE ON microcredentials BEGIN SELECT RAISE(ABORT, 'A row of microcredentials is never deleted.'); END;
CREATE TRIGGER microcredentials_never_replaced BEFORE INSERT ON microcredentials BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of microcredentials is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER microcredential_versions_never_change BEFORE UPDATE ON microcredential_versions BEGIN SELECT RAISE(ABORT, 'A row of microcredential_versions is never changed.'); END;
CREATE TRIGGER microcredential_versions_never_go BEFORE DELETE ON microcredential_versions BEGIN SELECT RAISE(ABORT, 'A row of microcredential_versions is never deleted.'); END;
CREATE TRIGGER microcredential_versions_never_replaced BEFORE INSERT ON microcredential_versions BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of microcredential_versions is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER publications_never_change BEFORE UPDATE ON publications BEGIN SELECT RAISE(ABORT, 'A row of publications is never changed.'); END;
CREATE TRIGGER publications_never_go BEFORE DELETE ON publications BEGIN SELECT RAISE(ABORT, 'A row of publications is never deleted.'); END;
CREATE TRIGGER publications_never_replaced BEFORE INSERT ON publications BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of publications is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER holders_never_change BEFORE UPDATE ON holders BEGIN SELECT RAISE(ABORT, 'A row of holders is never changed.'); END;
CREATE TRIGGER holders_never_go BEFORE DELETE ON holders BEGIN SELECT RAISE(ABORT, 'A row of holders is never deleted.'); END;
CREATE TRIGGER holders_never_replaced BEFORE INSERT ON holders BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of holders is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER name_choices_never_change BEFORE UPDATE ON name_choices BEGIN SELECT RAISE(ABORT, 'A row of name_choices is never changed.'); END;
CREATE TRIGGER name_choices_never_go BEFORE DELETE ON name_choices BEGIN SELECT RAISE(ABORT, 'A row of name_choices is never deleted.'); END;
CREATE TRIGGER name_choices_never_replaced BEFORE INSERT ON name_choices BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of name_choices is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER looks_never_change BEFORE UPDATE ON looks BEGIN SELECT RAISE(ABORT, 'A row of looks is never changed.'); END;
CREATE TRIGGER looks_never_go BEFORE DELETE ON looks BEGIN SELECT RAISE(ABORT, 'A row of looks is never deleted.'); END;
CREATE TRIGGER looks_never_replaced BEFORE INSERT ON looks BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of looks is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER answers_never_change BEFORE UPDATE ON answers BEGIN SELECT RAISE(ABORT, 'A row of answers is never changed.'); END;
CREATE TRIGGER answers_never_go BEFORE DELETE ON answers BEGIN SELECT RAISE(ABORT, 'A row of answers is never deleted.'); END;
CREATE TRIGGER answers_never_replaced BEFORE INSERT ON answers BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of answers is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER openings_never_change BEFORE UPDATE ON openings BEGIN SELECT RAISE(ABORT, 'A row of openings is never changed.'); END;
CREATE TRIGGER openings_never_go BEFORE DELETE ON openings BEGIN SELECT RAISE(ABORT, 'A row of openings is never deleted.'); END;
CREATE TRIGGER openings_never_replaced BEFORE INSERT ON openings BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of openings is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER submissions_never_change BEFORE UPDATE ON submissions BEGIN SELECT RAISE(ABORT, 'A row of submissions is never changed.'); END;
CREATE TRIGGER submissions_never_go BEFORE DELETE ON submissions BEGIN SELECT RAISE(ABORT, 'A row of submissions is never deleted.'); END;
CREATE TRIGGER submissions_never_replaced BEFORE INSERT ON submissions BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of submissions is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER submission_items_never_change BEFORE UPDATE ON submission_items BEGIN SELECT RAISE(ABORT, 'A row of submission_items is never changed.'); END;
CREATE TRIGGER submission_items_never_go BEFORE DELETE ON submission_items BEGIN SELECT RAISE(ABORT, 'A row of submission_items is never deleted.'); END;
CREATE TRIGGER submission_items_never_replaced BEFORE INSERT ON submission_items BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of submission_items is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER submission_criteria_never_change BEFORE UPDATE ON submission_criteria BEGIN SELECT RAISE(ABORT, 'A row of submission_criteria is never changed.'); END;
CREATE TRIGGER submission_criteria_never_go BEFORE DELETE ON submission_criteria BEGIN SELECT RAISE(ABORT, 'A row of submission_criteria is never deleted.'); END;
CREATE TRIGGER submission_criteria_never_replaced BEFORE INSERT ON submission_criteria BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of submission_criteria is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER qualifications_never_change BEFORE UPDATE ON qualifications BEGIN SELECT RAISE(ABORT, 'A row of qualifications is never changed.'); END;
CREATE TRIGGER qualifications_never_go BEFORE DELETE ON qualifications BEGIN SELECT RAISE(ABORT, 'A row of qualifications is never deleted.'); END;
CREATE TRIGGER qualifications_never_replaced BEFORE INSERT ON qualifications BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of qualifications is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER exclusions_never_change BEFORE UPDATE ON exclusions BEGIN SELECT RAISE(ABORT, 'A row of exclusions is never changed.'); END;
CREATE TRIGGER exclusions_never_go BEFORE DELETE ON exclusions BEGIN SELECT RAISE(ABORT, 'A row of exclusions is never deleted.'); END;
CREATE TRIGGER exclusions_never_replaced BEFORE INSERT ON exclusions BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of exclusions is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER disclosures_never_change BEFORE UPDATE ON disclosures BEGIN SELECT RAISE(ABORT, 'A row of disclosures is never changed.'); END;
CREATE TRIGGER disclosures_never_go BEFORE DELETE ON disclosures BEGIN SELECT RAISE(ABORT, 'A row of disclosures is never deleted.'); END;
CREATE TRIGGER disclosures_never_replaced BEFORE INSERT ON disclosures BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of disclosures is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER reviews_never_change BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'A row of reviews is never changed.'); END;
CREATE TRIGGER reviews_never_go BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'A row of reviews is never deleted.'); END;
CREATE TRIGGER reviews_never_replaced BEFORE INSERT ON reviews BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of reviews is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER review_levels_never_change BEFORE UPDATE ON review_levels BEGIN SELECT RAISE(ABORT, 'A row of review_levels is never changed.'); END;
CREATE TRIGGER review_levels_never_go BEFORE DELETE ON review_levels BEGIN SELECT RAISE(ABORT, 'A row of review_levels is never deleted.'); END;
CREATE TRIGGER review_levels_never_replaced BEFORE INSERT ON review_levels BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of review_levels is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'A row of decisions is never changed.'); END;
CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'A row of decisions is never deleted.'); END;
CREATE TRIGGER decisions_never_replaced BEFORE INSERT ON decisions BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of decisions is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER decision_criteria_never_change BEFORE UPDATE ON decision_criteria BEGIN SELECT RAISE(ABORT, 'A row of decision_criteria is never changed.'); END;
CREATE TRIGGER decision_criteria_never_go BEFORE DELETE ON decision_criteria BEGIN SELECT RAISE(ABORT, 'A row of decision_criteria is never deleted.'); END;
CREATE TRIGGER decision_criteria_never_replaced BEFORE INSERT ON decision_criteria BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of decision_criteria is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER awards_never_change BEFORE UPDATE ON awards BEGIN SELECT RAISE(ABORT, 'A row of awards is never changed.'); END;
CREATE TRIGGER awards_never_go BEFORE DELETE ON awards BEGIN SELECT RAISE(ABORT, 'A row of awards is never deleted.'); END;
CREATE TRIGGER awards_never_replaced BEFORE INSERT ON awards BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of awards is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER credentials_never_change BEFORE UPDATE ON credentials BEGIN SELECT RAISE(ABORT, 'A row of credentials is never changed.'); END;
CREATE TRIGGER credentials_never_go BEFORE DELETE ON credentials BEGIN SELECT RAISE(ABORT, 'A row of credentials is never deleted.'); END;
CREATE TRIGGER credentials_never_replaced BEFORE INSERT ON credentials BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of credentials is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER credential_editions_never_change BEFORE UPDATE ON credential_editions BEGIN SELECT RAISE(ABORT, 'A row of credential_editions is never changed.'); END;
CREATE TRIGGER credential_editions_never_go BEFORE DELETE ON credential_editions BEGIN SELECT RAISE(ABORT, 'A row of credential_editions is never deleted.'); END;
CREATE TRIGGER credential_editions_never_replaced BEFORE INSERT ON credential_editions BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of credential_editions is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER revocations_never_change BEFORE UPDATE ON revocations BEGIN SELECT RAISE(ABORT, 'A row of revocations is never changed.'); END;
CREATE TRIGGER revocations_never_go BEFORE DELETE ON revocations BEGIN SELECT RAISE(ABORT, 'A row of revocations is never deleted.'); END;
CREATE TRIGGER revocations_never_replaced BEFORE INSERT ON revocations BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of revocations is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER recognition_policies_never_change BEFORE UPDATE ON recognition_policies BEGIN SELECT RAISE(ABORT, 'A row of recognition_policies is never changed.'); END;
CREATE TRIGGER recognition_policies_never_go BEFORE DELETE ON recognition_policies BEGIN SELECT RAISE(ABORT, 'A row of recognition_policies is never deleted.'); END;
CREATE TRIGGER recognition_policies_never_replaced BEFORE INSERT ON recognition_policies BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of recognition_policies is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER recognition_rules_never_change BEFORE UPDATE ON recognition_rules BEGIN SELECT RAISE(ABORT, 'A row of recognition_rules is never changed.'); END;
CREATE TRIGGER recognition_rules_never_go BEFORE DELETE ON recognition_rules BEGIN SELECT RAISE(ABORT, 'A row of recognition_rules is never deleted.'); END;
CREATE TRIGGER recognition_rules_never_replaced BEFORE INSERT ON recognition_rules BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of recognition_rules is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER classifications_never_change BEFORE UPDATE ON classifications BEGIN SELECT RAISE(ABORT, 'A row of classifications is never changed.'); END;
CREATE TRIGGER classifications_never_go BEFORE DELETE ON classifications BEGIN SELECT RAISE(ABORT, 'A row of classifications is never deleted.'); END;
CREATE TRIGGER classifications_never_replaced BEFORE INSERT ON classifications BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of classifications is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER preapprovals_never_change BEFORE UPDATE ON preapprovals BEGIN SELECT RAISE(ABORT, 'A row of preapprovals is never changed.'); END;
CREATE TRIGGER preapprovals_never_go BEFORE DELETE ON preapprovals BEGIN SELECT RAISE(ABORT, 'A row of preapprovals is never deleted.'); END;
CREATE TRIGGER preapprovals_never_replaced BEFORE INSERT ON preapprovals BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of preapprovals is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER preapproval_answers_never_change BEFORE UPDATE ON preapproval_answers BEGIN SELECT RAISE(ABORT, 'A row of preapproval_answers is never changed.'); END;
CREATE TRIGGER preapproval_answers_never_go BEFORE DELETE ON preapproval_answers BEGIN SELECT RAISE(ABORT, 'A row of preapproval_answers is never deleted.'); END;
CREATE TRIGGER preapproval_answers_never_replaced BEFORE INSERT ON preapproval_answers BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of preapproval_answers is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER claims_never_change BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'A row of claims is never changed.'); END;
CREATE TRIGGER claims_never_go BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'A row of claims is never deleted.'); END;
CREATE TRIGGER claims_never_replaced BEFORE INSERT ON claims BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of claims is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER claim_answers_never_change BEFORE UPDATE ON claim_answers BEGIN SELECT RAISE(ABORT, 'A row of claim_answers is never changed.'); END;
CREATE TRIGGER claim_answers_never_go BEFORE DELETE ON claim_answers BEGIN SELECT RAISE(ABORT, 'A row of claim_answers is never deleted.'); END;
CREATE TRIGGER claim_answers_never_replaced BEFORE INSERT ON claim_answers BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of claim_answers is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER ledger_entries_never_change BEFORE UPDATE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'A row of ledger_entries is never changed.'); END;
CREATE TRIGGER ledger_entries_never_go BEFORE DELETE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'A row of ledger_entries is never deleted.'); END;
CREATE TRIGGER ledger_entries_never_replaced BEFORE INSERT ON ledger_entries BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of ledger_entries is never replaced.') FROM replacements WHERE word = 'replaced'; END;

---------------------------------------------------------------------------------------------------
-- Of these, what is not named here may change; rows are never deleted or replaced.

CREATE TRIGGER deliveries_stay_fixed BEFORE UPDATE OF announcement_id, listener ON deliveries BEGIN SELECT RAISE(ABORT, 'Of deliveries, this never changes.'); END;
CREATE TRIGGER deliveries_never_go BEFORE DELETE ON deliveries BEGIN SELECT RAISE(ABORT, 'A row of deliveries is never deleted.'); END;
CREATE TRIGGER deliveries_never_replaced BEFORE INSERT ON deliveries BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of deliveries is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER jobs_stay_fixed BEFORE UPDATE OF id, name, effect_key, body, queued_at ON jobs BEGIN SELECT RAISE(ABORT, 'Of jobs, this never changes.'); END;
CREATE TRIGGER jobs_never_go BEFORE DELETE ON jobs BEGIN SELECT RAISE(ABORT, 'A row of jobs is never deleted.'); END;
CREATE TRIGGER jobs_never_replaced BEFORE INSERT ON jobs BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of jobs is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER letters_stay_fixed BEFORE UPDATE OF id, kind, person_id, written_at ON letters BEGIN SELECT RAISE(ABORT, 'Of letters, this never changes.'); END;
CREATE TRIGGER letters_never_go BEFORE DELETE ON letters BEGIN SELECT RAISE(ABORT, 'A row of letters is never deleted.'); END;
CREATE TRIGGER letters_never_replaced BEFORE INSERT ON letters BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of letters is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER organizations_stay_fixed BEFORE UPDATE OF id, custodian_id, kind, slug, made_at ON organizations BEGIN SELECT RAISE(ABORT, 'Of organizations, this never changes.'); END;
CREATE TRIGGER organizations_never_go BEFORE DELETE ON organizations BEGIN SELECT RAISE(ABORT, 'A row of organizations is never deleted.'); END;
CREATE TRIGGER organizations_never_replaced BEFORE INSERT ON organizations BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of organizations is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER people_stay_fixed BEFORE UPDATE OF id, made_at ON people BEGIN SELECT RAISE(ABORT, 'Of people, this never changes.'); END;
CREATE TRIGGER people_never_go BEFORE DELETE ON people BEGIN SELECT RAISE(ABORT, 'A row of people is never deleted.'); END;
CREATE TRIGGER people_never_replaced BEFORE INSERT ON people BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of people is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER appointments_stay_fixed BEFORE UPDATE OF organization_id, id, at_id, person_id, role, begins_at, appointed_by ON appointments BEGIN SELECT RAISE(ABORT, 'Of appointments, this never changes.'); END;
CREATE TRIGGER appointments_never_go BEFORE DELETE ON appointments BEGIN SELECT RAISE(ABORT, 'A row of appointments is never deleted.'); END;
CREATE TRIGGER appointments_never_replaced BEFORE INSERT ON appointments BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of appointments is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER relations_stay_fixed BEFORE UPDATE OF organization_id, id, person_id, toward_id, kind, begins_at ON relations BEGIN SELECT RAISE(ABORT, 'Of relations, this never changes.'); END;
CREATE TRIGGER relations_never_go BEFORE DELETE ON relations BEGIN SELECT RAISE(ABORT, 'A row of relations is never deleted.'); END;
CREATE TRIGGER relations_never_replaced BEFORE INSERT ON relations BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of relations is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER organization_keys_stay_fixed BEFORE UPDATE OF organization_id, id, public_key, begins_at ON organization_keys BEGIN SELECT RAISE(ABORT, 'Of organization_keys, this never changes.'); END;
CREATE TRIGGER organization_keys_never_go BEFORE DELETE ON organization_keys BEGIN SELECT RAISE(ABORT, 'A row of organization_keys is never deleted.'); END;
CREATE TRIGGER organization_keys_never_replaced BEFORE INSERT ON organization_keys BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of organization_keys is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER frameworks_stay_fixed BEFORE UPDATE OF organization_id, id, slug ON frameworks BEGIN SELECT RAISE(ABORT, 'Of frameworks, this never changes.'); END;
CREATE TRIGGER frameworks_never_go BEFORE DELETE ON frameworks BEGIN SELECT RAISE(ABORT, 'A row of frameworks is never deleted.'); END;
CREATE TRIGGER frameworks_never_replaced BEFORE INSERT ON frameworks BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of frameworks is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER stacks_stay_fixed BEFORE UPDATE OF organization_id, id, slug ON stacks BEGIN SELECT RAISE(ABORT, 'Of stacks, this never changes.'); END;
CREATE TRIGGER stacks_never_go BEFORE DELETE ON stacks BEGIN SELECT RAISE(ABORT, 'A row of stacks is never deleted.'); END;
CREATE TRIGGER stacks_never_replaced BEFORE INSERT ON stacks BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of stacks is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER pursuits_stay_fixed BEFORE UPDATE OF organization_id, id, issuer_id, version_id, reviews_min, rubric_digest, school_id, employer_id, program_id, started_at, acted_by, on_behalf_of, named_reviewer_id ON pursuits BEGIN SELECT RAISE(ABORT, 'Of pursuits, this never changes.'); END;
CREATE TRIGGER pursuits_never_go BEFORE DELETE ON pursuits BEGIN SELECT RAISE(ABORT, 'A row of pursuits is never deleted.'); END;
CREATE TRIGGER pursuits_never_replaced BEFORE INSERT ON pursuits BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of pursuits is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER running_pursuits_stay_fixed BEFORE UPDATE OF organization_id, pursuit_id, person_id, issuer_id, microcredential_id, begun_at ON running_pursuits BEGIN SELECT RAISE(ABORT, 'Of running_pursuits, this never changes.'); END;
CREATE TRIGGER running_pursuits_never_go BEFORE DELETE ON running_pursuits BEGIN SELECT RAISE(ABORT, 'A row of running_pursuits is never deleted.'); END;
CREATE TRIGGER running_pursuits_never_replaced BEFORE INSERT ON running_pursuits BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of running_pursuits is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER shared_drafts_stay_fixed BEFORE UPDATE OF organization_id, id, pursuit_id, place, coach_id, shared_by, shared_at ON shared_drafts BEGIN SELECT RAISE(ABORT, 'Of shared_drafts, this never changes.'); END;
CREATE TRIGGER shared_drafts_never_go BEFORE DELETE ON shared_drafts BEGIN SELECT RAISE(ABORT, 'A row of shared_drafts is never deleted.'); END;
CREATE TRIGGER shared_drafts_never_replaced BEFORE INSERT ON shared_drafts BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of shared_drafts is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER contents_stay_fixed BEFORE UPDATE OF organization_id, id, owner_id, kind ON contents BEGIN SELECT RAISE(ABORT, 'Of contents, this never changes.'); END;
CREATE TRIGGER contents_never_go BEFORE DELETE ON contents BEGIN SELECT RAISE(ABORT, 'A row of contents is never deleted.'); END;
CREATE TRIGGER contents_never_replaced BEFORE INSERT ON contents BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of contents is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER artifacts_stay_fixed BEFORE UPDATE OF organization_id, id, pursuit_id, item, submission_number, kind, content_id, added_by, added_at ON artifacts BEGIN SELECT RAISE(ABORT, 'Of artifacts, this never changes.'); END;
CREATE TRIGGER artifacts_never_go BEFORE DELETE ON artifacts BEGIN SELECT RAISE(ABORT, 'A row of artifacts is never deleted.'); END;
CREATE TRIGGER artifacts_never_replaced BEFORE INSERT ON artifacts BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of artifacts is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER panels_stay_fixed BEFORE UPDATE OF organization_id, id, kind, submission_id, pursuit_id, issuer_id, version_id, rubric_digest, reviews_min, reviews_required, convened_at, due_at ON panels BEGIN SELECT RAISE(ABORT, 'Of panels, this never changes.'); END;
CREATE TRIGGER panels_never_go BEFORE DELETE ON panels BEGIN SELECT RAISE(ABORT, 'A row of panels is never deleted.'); END;
CREATE TRIGGER panels_never_replaced BEFORE INSERT ON panels BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of panels is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER seats_stay_fixed BEFORE UPDATE OF organization_id, panel_id, seat, turn, assessor_id, seated_at ON seats BEGIN SELECT RAISE(ABORT, 'Of seats, this never changes.'); END;
CREATE TRIGGER seats_never_go BEFORE DELETE ON seats BEGIN SELECT RAISE(ABORT, 'A row of seats is never deleted.'); END;
CREATE TRIGGER seats_never_replaced BEFORE INSERT ON seats BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of seats is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER status_lists_stay_fixed BEFORE UPDATE OF organization_id, id, purpose, made_at ON status_lists BEGIN SELECT RAISE(ABORT, 'Of status_lists, this never changes.'); END;
CREATE TRIGGER status_lists_never_go BEFORE DELETE ON status_lists BEGIN SELECT RAISE(ABORT, 'A row of status_lists is never deleted.'); END;
CREATE TRIGGER status_lists_never_replaced BEFORE INSERT ON status_lists BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of status_lists is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER shown_evidence_stay_fixed BEFORE UPDATE OF organization_id, id, credential_id, custodian_id, content_id, title, chosen_at ON shown_evidence BEGIN SELECT RAISE(ABORT, 'Of shown_evidence, this never changes.'); END;
CREATE TRIGGER shown_evidence_never_go BEFORE DELETE ON shown_evidence BEGIN SELECT RAISE(ABORT, 'A row of shown_evidence is never deleted.'); END;
CREATE TRIGGER shown_evidence_never_replaced BEFORE INSERT ON shown_evidence BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of shown_evidence is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER ledger_heads_stay_fixed BEFORE UPDATE OF organization_id, epoch ON ledger_heads BEGIN SELECT RAISE(ABORT, 'Of ledger_heads, this never changes.'); END;
CREATE TRIGGER ledger_heads_never_go BEFORE DELETE ON ledger_heads BEGIN SELECT RAISE(ABORT, 'A row of ledger_heads is never deleted.'); END;
CREATE TRIGGER ledger_heads_never_replaced BEFORE INSERT ON ledger_heads BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of ledger_heads is never replaced.') FROM replacements WHERE word = 'replaced'; END;

-- Of these, rows may go.

CREATE TRIGGER email_addresses_stay_fixed BEFORE UPDATE OF address, added_at ON email_addresses BEGIN SELECT RAISE(ABORT, 'Of email_addresses, this never changes.'); END;
CREATE TRIGGER email_addresses_never_replaced BEFORE INSERT ON email_addresses BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of email_addresses is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER passwords_stay_fixed BEFORE UPDATE OF person_id ON passwords BEGIN SELECT RAISE(ABORT, 'Of passwords, this never changes.'); END;
CREATE TRIGGER passwords_never_replaced BEFORE INSERT ON passwords BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of passwords is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER sessions_stay_fixed BEFORE UPDATE OF token_digest, person_id, begun_at ON sessions BEGIN SELECT RAISE(ABORT, 'Of sessions, this never changes.'); END;
CREATE TRIGGER sessions_never_replaced BEFORE INSERT ON sessions BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of sessions is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER one_time_links_stay_fixed BEFORE UPDATE OF token_digest, purpose, person_id, address, organization_id, role, made_at, expires_at ON one_time_links BEGIN SELECT RAISE(ABORT, 'Of one_time_links, this never changes.'); END;
CREATE TRIGGER one_time_links_never_replaced BEFORE INSERT ON one_time_links BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of one_time_links is never replaced.') FROM replacements WHERE word = 'replaced'; END;
CREATE TRIGGER instance_stay_fixed BEFORE UPDATE OF name ON instance BEGIN SELECT RAISE(ABORT, 'Of instance, this never changes.'); END;
CREATE TRIGGER instance_never_replaced BEFORE INSERT ON instance BEGIN INSERT OR IGNORE INTO replacements (one, word) VALUES (1, 'replaced'); SELECT RAISE(ABORT, 'A row of instance is never replaced.') FROM replacements WHERE word = 'replaced'; END;

---------------------------------------------------------------------------------------------------
-- What happens once.

CREATE TRIGGER deliveries_delivered_at_only_once BEFORE UPDATE OF delivered_at ON deliveries
WHEN OLD.delivered_at IS NOT NULL AND NEW.delivered_at IS DISTINCT FROM OLD.delivered_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER jobs_done_at_only_once BEFORE UPDATE OF done_at ON jobs
WHEN OLD.done_at IS NOT NULL AND NEW.done_at IS DISTINCT FROM OLD.done_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER letters_sent_at_only_once BEFORE UPDATE OF sent_at ON letters
WHEN OLD.sent_at IS NOT NULL AND NEW.sent_at IS DISTINCT FROM OLD.sent_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER people_erased_at_only_once BEFORE UPDATE OF erased_at ON people
WHEN OLD.erased_at IS NOT NULL AND NEW.erased_at IS DISTINCT FROM OLD.erased_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER one_time_links_used_at_only_once BEFORE UPDATE OF used_at ON one_time_links
WHEN OLD.used_at IS NOT NULL AND NEW.used_at IS DISTINCT FROM OLD.used_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER organization_keys_ends_at_only_once BEFORE UPDATE OF ends_at ON organization_keys
WHEN OLD.ends_at IS NOT NULL AND NEW.ends_at IS DISTINCT FROM OLD.ends_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER pursuits_withdrawn_at_only_once BEFORE UPDATE OF withdrawn_at ON pursuits
WHEN OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER pursuits_earned_at_only_once BEFORE UPDATE OF earned_at ON pursuits
WHEN OLD.earned_at IS NOT NULL AND NEW.earned_at IS DISTINCT FROM OLD.earned_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER running_pursuits_ended_at_only_once BEFORE UPDATE OF ended_at ON running_pursuits
WHEN OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER shared_drafts_ended_at_only_once BEFORE UPDATE OF ended_at ON shared_drafts
WHEN OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER artifacts_removed_at_only_once BEFORE UPDATE OF removed_at ON artifacts
WHEN OLD.removed_at IS NOT NULL AND NEW.removed_at IS DISTINCT FROM OLD.removed_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER seats_left_at_only_once BEFORE UPDATE OF left_at ON seats
WHEN OLD.left_at IS NOT NULL AND NEW.left_at IS DISTINCT FROM OLD.left_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER seats_left_because_only_once BEFORE UPDATE OF left_because ON seats
WHEN OLD.left_because IS NOT NULL AND NEW.left_because IS DISTINCT FROM OLD.left_because
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER seats_reviewed_at_only_once BEFORE UPDATE OF reviewed_at ON seats
WHEN OLD.reviewed_at IS NOT NULL AND NEW.reviewed_at IS DISTINCT FROM OLD.reviewed_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;
CREATE TRIGGER shown_evidence_ended_at_only_once BEFORE UPDATE OF ended_at ON shown_evidence
WHEN OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at
BEGIN SELECT RAISE(ABORT, 'That happened once, and stays.'); END;

---------------------------------------------------------------------------------------------------
-- people: accounts of one human.

CREATE TRIGGER people_merge_in_one_hop BEFORE INSERT ON people
WHEN EXISTS (SELECT 1 FROM people p WHERE p.id = NEW.merged_into_id AND p.merged_into_id IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'An account is merged into one that is not merged itself.'); END;

CREATE TRIGGER people_are_moved_in_one_hop BEFORE UPDATE OF merged_into_id ON people
WHEN EXISTS (SELECT 1 FROM people p WHERE p.id = NEW.merged_into_id AND p.merged_into_id IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'An account is merged into one that is not merged itself.'); END;

-- Only along with the account that it was merged into.
CREATE TRIGGER people_stay_merged BEFORE UPDATE OF merged_into_id ON people
WHEN OLD.merged_into_id IS NOT NULL AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id
AND NOT EXISTS (SELECT 1 FROM people p WHERE p.id = OLD.merged_into_id AND p.merged_into_id = NEW.merged_into_id)
BEGIN SELECT RAISE(ABORT, 'Accounts stay merged.'); END;


-- Those who were merged into an account move along with it.
CREATE TRIGGER people_move_along AFTER UPDATE OF merged_into_id ON people
WHEN NEW.merged_into_id IS NOT NULL
BEGIN UPDATE people SET merged_into_id = NEW.merged_into_id WHERE merged_into_id = NEW.id; END;

CREATE TRIGGER email_addresses_stay_with_their_human BEFORE UPDATE OF person_id ON email_addresses
WHEN NEW.person_id <> OLD.person_id AND NOT EXISTS (
  SELECT 1 FROM humans a JOIN humans b ON b.human_id = a.human_id
  WHERE a.person_id = OLD.person_id AND b.person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'An address moves between accounts of one human only.'); END;

CREATE TRIGGER organizations_not_under_themselves BEFORE UPDATE OF parent_id ON organizations
WHEN EXISTS (
  WITH RECURSIVE above (id, parent_id) AS (
    SELECT o.id, o.parent_id FROM organizations o WHERE o.id = NEW.parent_id
    UNION SELECT o.id, o.parent_id FROM organizations o JOIN above a ON o.id = a.parent_id)
  SELECT 1 FROM above a WHERE a.id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'An organization is not under itself.'); END;

CREATE TRIGGER organization_keys_only_lose_their_private_half BEFORE UPDATE OF sealed_key ON organization_keys
WHEN NEW.sealed_key IS NOT NULL AND NEW.sealed_key IS DISTINCT FROM OLD.sealed_key
BEGIN SELECT RAISE(ABORT, 'A private key is kept as it is, or destroyed.'); END;

CREATE TRIGGER appointments_stay_ended BEFORE UPDATE OF ends_at ON appointments
WHEN OLD.ends_at IS NOT NULL AND (NEW.ends_at IS NULL OR NEW.ends_at > OLD.ends_at)
BEGIN SELECT RAISE(ABORT, 'An appointment ends when it was said to, or earlier.'); END;

CREATE TRIGGER relations_stay_ended BEFORE UPDATE OF ends_at ON relations
WHEN OLD.ends_at IS NOT NULL AND (NEW.ends_at IS NULL OR NEW.ends_at > OLD.ends_at)
BEGIN SELECT RAISE(ABORT, 'A relation ends when it was said to, or earlier.'); END;

CREATE TRIGGER instance_keeps_its_address_once_signed BEFORE UPDATE ON instance
WHEN OLD.name = 'public_url' AND EXISTS (SELECT 1 FROM credential_editions) 
AND (NEW.name <> OLD.name OR NEW.value <> OLD.value)
BEGIN SELECT RAISE(ABORT, 'The public address is frozen once something is signed under it.'); END;

CREATE TRIGGER instance_never_loses_its_address_once_signed BEFORE DELETE ON instance
WHEN OLD.name = 'public_url' AND EXISTS (SELECT 1 FROM credential_editions)
BEGIN SELECT RAISE(ABORT, 'The public address is frozen once something is signed under it.'); END;


---------------------------------------------------------------------------------------------------
-- vault: words and files may end; else what is sealed stays as it is.

CREATE TRIGGER contents_once_sealed BEFORE UPDATE ON contents
WHEN OLD.sealed_at IS NOT NULL AND (
  NEW.sealed_at IS DISTINCT FROM OLD.sealed_at OR NEW.commitment IS DISTINCT FROM OLD.commitment
  OR NEW.revision <> OLD.revision OR NEW.saved_at <> OLD.saved_at
  OR (NEW.destroyed_at IS NULL AND (
    NEW.body IS DISTINCT FROM OLD.body OR NEW.salt IS DISTINCT FROM OLD.salt
    OR NEW.object_key IS DISTINCT FROM OLD.object_key OR NEW.file_name IS DISTINCT FROM OLD.file_name
    OR NEW.media_type IS DISTINCT FROM OLD.media_type OR NEW.length_bytes IS DISTINCT FROM OLD.length_bytes)))
BEGIN SELECT RAISE(ABORT, 'What is sealed is kept as it is, or destroyed.'); END;

CREATE TRIGGER contents_once_destroyed BEFORE UPDATE ON contents
WHEN OLD.destroyed_at IS NOT NULL AND (
  NEW.destroyed_at IS DISTINCT FROM OLD.destroyed_at OR NEW.held_at IS DISTINCT FROM OLD.held_at
  OR NEW.salt IS NOT NULL OR NEW.body IS NOT NULL OR NEW.object_key IS NOT NULL OR NEW.file_name IS NOT NULL
  OR NEW.sealed_at IS DISTINCT FROM OLD.sealed_at OR NEW.commitment IS DISTINCT FROM OLD.commitment)
BEGIN SELECT RAISE(ABORT, 'What is destroyed stays so.'); END;

CREATE TRIGGER contents_under_hold BEFORE UPDATE ON contents
WHEN OLD.held_at IS NOT NULL AND OLD.destroyed_at IS NULL AND NEW.destroyed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'What is under a legal hold is not destroyed.'); END;


---------------------------------------------------------------------------------------------------
-- learn: who holds a pursuit.

CREATE TRIGGER holders_of_a_withdrawn_pursuit BEFORE INSERT ON holders
WHEN EXISTS (
  SELECT 1 FROM pursuits p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.pursuit_id AND p.withdrawn_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'Nobody joins a pursuit that was withdrawn.'); END;

CREATE TRIGGER holders_after_it_is_demonstrated BEFORE INSERT ON holders
WHEN EXISTS (
  SELECT 1 FROM decisions d
  WHERE d.organization_id = NEW.organization_id AND d.pursuit_id = NEW.pursuit_id AND d.outcome = 'demonstrated')
BEGIN SELECT RAISE(ABORT, 'Nobody joins a pursuit once it is demonstrated.'); END;

CREATE TRIGGER holders_who_reviewed_it BEFORE INSERT ON holders
WHEN EXISTS (
  SELECT 1 FROM reviews r JOIN humans a ON a.person_id = r.assessor_id JOIN humans b ON b.human_id = a.human_id
  WHERE r.organization_id = NEW.organization_id AND r.pursuit_id = NEW.pursuit_id
    AND b.person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'Whoever reviewed a pursuit does not come to hold it.'); END;

CREATE TRIGGER holders_under_two_accounts BEFORE INSERT ON holders
WHEN EXISTS (
  SELECT 1 FROM holders h JOIN humans a ON a.person_id = h.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE h.organization_id = NEW.organization_id AND h.pursuit_id = NEW.pursuit_id AND h.person_id <> NEW.person_id
    AND b.person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'One human holds a pursuit once.'); END;

CREATE TRIGGER pursuits_withdrawn_after_the_award BEFORE UPDATE OF withdrawn_at ON pursuits
WHEN NEW.withdrawn_at IS NOT NULL AND OLD.withdrawn_at IS NULL AND EXISTS (
  SELECT 1 FROM awards w WHERE w.custodian_id = NEW.organization_id AND w.pursuit_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'What was awarded is not withdrawn.'); END;


---------------------------------------------------------------------------------------------------
-- submit: items and criteria go in before their submission; after it, nothing fits in.

CREATE TRIGGER submission_items_after_their_submission BEFORE INSERT ON submission_items
WHEN EXISTS (SELECT 1 FROM submissions s WHERE s.organization_id = NEW.organization_id AND s.id = NEW.submission_id)
BEGIN SELECT RAISE(ABORT, 'A submission is whole when it is made.'); END;

CREATE TRIGGER submission_criteria_after_their_submission BEFORE INSERT ON submission_criteria
WHEN EXISTS (SELECT 1 FROM submissions s WHERE s.organization_id = NEW.organization_id AND s.id = NEW.submission_id)
BEGIN SELECT RAISE(ABORT, 'A submission is whole when it is made.'); END;

CREATE TRIGGER submissions_without_all_their_items BEFORE INSERT ON submissions
WHEN NEW.items <> (
  SELECT COUNT(*) FROM submission_items i
  WHERE i.organization_id = NEW.organization_id AND i.submission_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'A submission counts its items.'); END;

CREATE TRIGGER submissions_without_all_their_criteria BEFORE INSERT ON submissions
WHEN NEW.criteria <> (
  SELECT COUNT(*) FROM submission_criteria c
  WHERE c.organization_id = NEW.organization_id AND c.submission_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'A submission counts its criteria.'); END;

CREATE TRIGGER submissions_of_a_withdrawn_pursuit BEFORE INSERT ON submissions
WHEN EXISTS (
  SELECT 1 FROM pursuits p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.pursuit_id AND p.withdrawn_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'Nothing is submitted to a pursuit that was withdrawn.'); END;

CREATE TRIGGER submissions_by_someone_else BEFORE INSERT ON submissions
WHEN NOT EXISTS (
  SELECT 1 FROM holders h JOIN humans a ON a.person_id = h.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE h.organization_id = NEW.organization_id AND h.pursuit_id = NEW.pursuit_id
    AND b.person_id = NEW.submitted_by)
BEGIN SELECT RAISE(ABORT, 'Who holds a pursuit submits it.'); END;

CREATE TRIGGER submissions_of_anothers_evidence BEFORE INSERT ON submissions
WHEN EXISTS (
  SELECT 1 FROM submission_items i
  WHERE i.organization_id = NEW.organization_id AND i.submission_id = NEW.id
    AND NOT EXISTS (
      SELECT 1 FROM answers a
      WHERE i.kind = 'answer' AND a.organization_id = NEW.organization_id AND a.pursuit_id = NEW.pursuit_id
        AND a.content_id = i.content_id)
    AND NOT EXISTS (
      SELECT 1 FROM artifacts a
      WHERE a.organization_id = NEW.organization_id AND a.id = i.artifact_id AND a.pursuit_id = NEW.pursuit_id
        AND i.content_id = CASE i.kind WHEN 'artifact' THEN a.content_id WHEN 'caption' THEN a.caption_id END))
BEGIN SELECT RAISE(ABORT, 'A submission holds answers and evidence of its own pursuit.'); END;

CREATE TRIGGER submissions_out_of_turn BEFORE INSERT ON submissions
WHEN NEW.number > 1 AND NOT EXISTS (
  SELECT 1 FROM submissions s JOIN standing_decisions d
    ON d.organization_id = s.organization_id AND d.submission_id = s.id
  WHERE s.organization_id = NEW.organization_id AND s.pursuit_id = NEW.pursuit_id
    AND s.number = NEW.number - 1 AND d.outcome = 'not_yet')
BEGIN SELECT RAISE(ABORT, 'The next submission waits until the one before it is not yet demonstrated.'); END;

CREATE TRIGGER submissions_after_it_is_demonstrated BEFORE INSERT ON submissions
WHEN EXISTS (
  SELECT 1 FROM standing_decisions d
  WHERE d.organization_id = NEW.organization_id AND d.pursuit_id = NEW.pursuit_id AND d.outcome = 'demonstrated')
BEGIN SELECT RAISE(ABORT, 'What is demonstrated is not submitted again.'); END;

CREATE TRIGGER submissions_that_show_more_or_less BEFORE INSERT ON submissions
WHEN EXISTS (
  SELECT 1 FROM submissions s
  JOIN standing_decisions d ON d.organization_id = s.organization_id AND d.submission_id = s.id
  JOIN decision_criteria k ON k.organization_id = d.organization_id AND k.panel_id = d.panel_id
  LEFT JOIN submission_criteria c
    ON c.organization_id = k.organization_id AND c.submission_id = NEW.id AND c.criterion = k.criterion
  WHERE s.organization_id = NEW.organization_id AND s.pursuit_id = NEW.pursuit_id AND s.number = NEW.number - 1
    AND (k.outcome = 'not_yet') = (c.criterion IS NULL))
OR (NEW.number > 1 AND EXISTS (
  SELECT 1 FROM submission_criteria c
  WHERE c.organization_id = NEW.organization_id AND c.submission_id = NEW.id AND NOT EXISTS (
    SELECT 1 FROM submissions s JOIN submission_criteria f
      ON f.organization_id = s.organization_id AND f.submission_id = s.id
    WHERE s.organization_id = NEW.organization_id AND s.pursuit_id = NEW.pursuit_id AND s.number = 1
      AND f.criterion = c.criterion)))
BEGIN SELECT RAISE(ABORT, 'A later submission shows what was not yet demonstrated, and only that.'); END;


---------------------------------------------------------------------------------------------------
-- review: panels and seats.
-- An exclusion may come after a review, for the next submission; it can't be dated before it.

CREATE TRIGGER exclusions_dated_before_a_review BEFORE INSERT ON exclusions
WHEN EXISTS (
  SELECT 1 FROM reviews r JOIN humans a ON a.person_id = r.assessor_id JOIN humans b ON b.human_id = a.human_id
  WHERE r.organization_id = NEW.organization_id AND r.pursuit_id = NEW.pursuit_id AND r.finished_at > NEW.excluded_at
    AND b.person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'An exclusion does not hide an earlier review.'); END;

CREATE TRIGGER panels_on_a_withdrawn_pursuit BEFORE INSERT ON panels
WHEN EXISTS (
  SELECT 1 FROM pursuits p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.pursuit_id AND p.withdrawn_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'Nobody reviews a pursuit that was withdrawn.'); END;

CREATE TRIGGER panels_for_an_appeal_before_a_decision BEFORE INSERT ON panels
WHEN NEW.kind = 'appeal' AND NOT EXISTS (
  SELECT 1 FROM panels p JOIN decisions d ON d.organization_id = p.organization_id AND d.panel_id = p.id
  WHERE p.organization_id = NEW.organization_id AND p.submission_id = NEW.submission_id AND p.kind = 'first')
BEGIN SELECT RAISE(ABORT, 'An appeal follows a decision.'); END;

CREATE TRIGGER seats_on_a_withdrawn_pursuit BEFORE INSERT ON seats
WHEN EXISTS (
  SELECT 1 FROM panels p JOIN pursuits q ON q.organization_id = p.organization_id AND q.id = p.pursuit_id
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.panel_id AND q.withdrawn_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'Nobody reviews a pursuit that was withdrawn.'); END;

CREATE TRIGGER seats_for_a_holder BEFORE INSERT ON seats
WHEN EXISTS (
  SELECT 1 FROM panels p
  JOIN holders h ON h.organization_id = p.organization_id AND h.pursuit_id = p.pursuit_id
  JOIN humans a ON a.person_id = h.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.panel_id
    AND b.person_id = NEW.assessor_id)
BEGIN SELECT RAISE(ABORT, 'Whoever holds a pursuit does not review it.'); END;

CREATE TRIGGER seats_for_the_excluded BEFORE INSERT ON seats
WHEN EXISTS (
  SELECT 1 FROM panels p
  JOIN exclusions e ON e.organization_id = p.organization_id AND e.pursuit_id = p.pursuit_id
  JOIN humans a ON a.person_id = e.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.panel_id
    AND b.person_id = NEW.assessor_id)
BEGIN SELECT RAISE(ABORT, 'Whoever is excluded does not review it.'); END;

CREATE TRIGGER seats_for_one_human_twice BEFORE INSERT ON seats
WHEN EXISTS (
  SELECT 1 FROM seats s JOIN humans a ON a.person_id = s.assessor_id JOIN humans b ON b.human_id = a.human_id
  WHERE s.organization_id = NEW.organization_id AND s.panel_id = NEW.panel_id AND s.assessor_id <> NEW.assessor_id
    AND b.person_id = NEW.assessor_id)
BEGIN SELECT RAISE(ABORT, 'One human sits on a panel once.'); END;


---------------------------------------------------------------------------------------------------
-- review: who is heard, and on what.

CREATE TRIGGER review_levels_after_their_review BEFORE INSERT ON review_levels
WHEN EXISTS (SELECT 1 FROM reviews r WHERE r.organization_id = NEW.organization_id AND r.id = NEW.review_id)
BEGIN SELECT RAISE(ABORT, 'A review is whole when it is made.'); END;

CREATE TRIGGER reviews_from_a_holder BEFORE INSERT ON reviews
WHEN EXISTS (
  SELECT 1 FROM holders h JOIN humans a ON a.person_id = h.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE h.organization_id = NEW.organization_id AND h.pursuit_id = NEW.pursuit_id
    AND b.person_id = NEW.assessor_id)
BEGIN SELECT RAISE(ABORT, 'Whoever holds a pursuit does not review it.'); END;

CREATE TRIGGER reviews_from_the_excluded BEFORE INSERT ON reviews
WHEN EXISTS (
  SELECT 1 FROM exclusions e JOIN humans a ON a.person_id = e.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE e.organization_id = NEW.organization_id AND e.pursuit_id = NEW.pursuit_id
    AND b.person_id = NEW.assessor_id)
BEGIN SELECT RAISE(ABORT, 'Whoever is excluded does not review it.'); END;

CREATE TRIGGER reviews_from_one_human_twice BEFORE INSERT ON reviews
WHEN EXISTS (
  SELECT 1 FROM reviews r JOIN humans a ON a.person_id = r.assessor_id JOIN humans b ON b.human_id = a.human_id
  WHERE r.organization_id = NEW.organization_id AND r.submission_id = NEW.submission_id
    AND r.assessor_id <> NEW.assessor_id
    AND b.person_id = NEW.assessor_id)
BEGIN SELECT RAISE(ABORT, 'One human reviews a submission once.'); END;

CREATE TRIGGER reviews_after_seeing_anothers BEFORE INSERT ON reviews
WHEN EXISTS (
  SELECT 1 FROM disclosures d JOIN humans a ON a.person_id = d.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE d.organization_id = NEW.organization_id AND d.submission_id = NEW.submission_id
    AND b.person_id = NEW.assessor_id)
BEGIN SELECT RAISE(ABORT, 'Whoever has seen another''s score does not review it.'); END;

CREATE TRIGGER reviews_without_a_qualification_then BEFORE INSERT ON reviews
WHEN NOT EXISTS (
  SELECT 1 FROM qualifications q
  WHERE q.organization_id = NEW.issuer_id AND q.id = NEW.qualification_id AND q.person_id = NEW.assessor_id
    AND q.rubric_digest = NEW.rubric_digest AND q.granted_at <= NEW.finished_at AND q.expires_at > NEW.finished_at)
BEGIN SELECT RAISE(ABORT, 'Whoever reviews is qualified for the rubric at that moment.'); END;

CREATE TRIGGER reviews_from_a_seat_left_or_not_yet_taken BEFORE INSERT ON reviews
WHEN NOT EXISTS (
  SELECT 1 FROM seats s
  WHERE s.organization_id = NEW.organization_id AND s.panel_id = NEW.panel_id AND s.seat = NEW.seat
    AND s.assessor_id = NEW.assessor_id AND s.left_at IS NULL AND s.seated_at <= NEW.finished_at)
BEGIN SELECT RAISE(ABORT, 'Whoever reviews sits on the panel at that moment.'); END;

CREATE TRIGGER reviews_of_a_withdrawn_pursuit BEFORE INSERT ON reviews
WHEN EXISTS (
  SELECT 1 FROM pursuits p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.pursuit_id AND p.withdrawn_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'Nobody reviews a pursuit that was withdrawn.'); END;

CREATE TRIGGER reviews_after_the_decision BEFORE INSERT ON reviews
WHEN EXISTS (SELECT 1 FROM decisions d WHERE d.organization_id = NEW.organization_id AND d.panel_id = NEW.panel_id)
BEGIN SELECT RAISE(ABORT, 'Nothing more is heard once it is decided.'); END;

CREATE TRIGGER reviews_by_another_than_was_named BEFORE INSERT ON reviews
WHEN NEW.seat = '1' AND EXISTS (
    SELECT 1 FROM panels p
    JOIN pursuits q ON q.organization_id = p.organization_id AND q.id = p.pursuit_id
    WHERE p.organization_id = NEW.organization_id AND p.id = NEW.panel_id AND p.kind = 'first'
      AND q.named_reviewer_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM humans a JOIN humans b ON b.human_id = a.human_id
        WHERE a.person_id = q.named_reviewer_id AND b.person_id = NEW.assessor_id))
BEGIN SELECT RAISE(ABORT, 'Whom the holder accepted before the start reviews it.'); END;

CREATE TRIGGER reviews_beyond_what_is_asked BEFORE INSERT ON reviews
WHEN EXISTS (
  SELECT 1 FROM panels p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.panel_id
    AND p.reviews_required < CASE NEW.seat WHEN '2' THEN 2 WHEN '3' THEN 3 ELSE 1 END)
BEGIN SELECT RAISE(ABORT, 'A panel hears as many reviews as it asks.'); END;

CREATE TRIGGER reviews_from_a_third_without_need BEFORE INSERT ON reviews
WHEN NEW.seat = 'adjudicator' AND NOT EXISTS (
  SELECT 1 FROM panels p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.panel_id
    AND p.reviews_required = (
      SELECT COUNT(*) FROM reviews r WHERE r.organization_id = NEW.organization_id AND r.panel_id = NEW.panel_id)
    AND 2 = (
      SELECT COUNT(DISTINCT r.finding) FROM reviews r
      WHERE r.organization_id = NEW.organization_id AND r.panel_id = NEW.panel_id))
BEGIN SELECT RAISE(ABORT, 'A third assessor is heard where the others differ.'); END;

CREATE TRIGGER reviews_without_all_their_levels BEFORE INSERT ON reviews
WHEN NEW.criteria <> (
  SELECT COUNT(*) FROM review_levels l JOIN submission_criteria c
    ON c.organization_id = l.organization_id AND c.submission_id = NEW.submission_id AND c.criterion = l.criterion
  WHERE l.organization_id = NEW.organization_id AND l.review_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'A review has a level for each criterion of its submission.'); END;

CREATE TRIGGER reviews_that_belie_their_levels BEFORE INSERT ON reviews
WHEN (NEW.finding = 'demonstrated') = EXISTS (
  SELECT 1 FROM review_levels l
  WHERE l.organization_id = NEW.organization_id AND l.review_id = NEW.id AND l.outcome = 'not_yet')
BEGIN SELECT RAISE(ABORT, 'The finding follows from the levels.'); END;

CREATE TRIGGER reviews_that_read_a_level_otherwise BEFORE INSERT ON reviews
WHEN EXISTS (
  SELECT 1 FROM review_levels l
  JOIN reviews r ON r.organization_id = l.organization_id AND r.submission_id = NEW.submission_id
  JOIN review_levels o ON o.organization_id = l.organization_id AND o.review_id = r.id
    AND o.criterion = l.criterion AND o.level = l.level
  WHERE l.organization_id = NEW.organization_id AND l.review_id = NEW.id AND o.outcome <> l.outcome)
BEGIN SELECT RAISE(ABORT, 'A level means the same in every review of a submission.'); END;


---------------------------------------------------------------------------------------------------
-- review: what the reviews add up to.

CREATE TRIGGER decision_criteria_after_their_decision BEFORE INSERT ON decision_criteria
WHEN EXISTS (SELECT 1 FROM decisions d WHERE d.organization_id = NEW.organization_id AND d.panel_id = NEW.panel_id)
BEGIN SELECT RAISE(ABORT, 'A decision is whole when it is made.'); END;

CREATE TRIGGER decisions_on_a_withdrawn_pursuit BEFORE INSERT ON decisions
WHEN EXISTS (
  SELECT 1 FROM pursuits p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.pursuit_id AND p.withdrawn_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'Nothing is decided on a pursuit that was withdrawn.'); END;

CREATE TRIGGER decisions_without_their_reviews BEFORE INSERT ON decisions
WHEN NEW.reviews_required + (CASE WHEN NEW.deciding_review IS NULL THEN 0 ELSE 1 END) <> (
  SELECT COUNT(*) FROM reviews r
  WHERE r.organization_id = NEW.organization_id AND r.panel_id = NEW.panel_id AND (
    (r.id = NEW.review_1 AND r.seat = '1' AND r.finding = NEW.finding_1)
    OR (r.id = NEW.review_2 AND r.seat = '2' AND r.finding = NEW.finding_2)
    OR (r.id = NEW.review_3 AND r.seat = '3' AND r.finding = NEW.finding_3)
    OR (r.id = NEW.deciding_review AND r.seat = 'adjudicator' AND r.finding = NEW.deciding_finding)))
BEGIN SELECT RAISE(ABORT, 'A decision names the reviews that it rests on, as they are.'); END;

CREATE TRIGGER decisions_before_their_reviews BEFORE INSERT ON decisions
WHEN EXISTS (
  SELECT 1 FROM reviews r
  WHERE r.organization_id = NEW.organization_id AND r.panel_id = NEW.panel_id AND r.finished_at > NEW.decided_at)
BEGIN SELECT RAISE(ABORT, 'A decision comes after its reviews.'); END;

-- Two accounts may have been merged since the reviews.
CREATE TRIGGER decisions_on_reviews_not_independent BEFORE INSERT ON decisions
WHEN EXISTS (
  SELECT 1 FROM reviews_not_independent r
  WHERE r.organization_id = NEW.organization_id AND r.panel_id = NEW.panel_id)
BEGIN SELECT RAISE(ABORT, 'The reviews turned out not to be independent.'); END;

-- The first submission shows every criterion: it says what the whole rubric is.
CREATE TRIGGER decisions_without_the_whole_rubric BEFORE INSERT ON decisions
WHEN NEW.criteria <> COALESCE((
  SELECT s.criteria FROM submissions s
  WHERE s.organization_id = NEW.organization_id AND s.pursuit_id = NEW.pursuit_id AND s.number = 1), 0)
OR NEW.criteria <> (
  SELECT COUNT(*) FROM decision_criteria k
  JOIN submissions s ON s.organization_id = k.organization_id AND s.pursuit_id = NEW.pursuit_id AND s.number = 1
  JOIN submission_criteria f ON f.organization_id = s.organization_id AND f.submission_id = s.id
    AND f.criterion = k.criterion
  WHERE k.organization_id = NEW.organization_id AND k.panel_id = NEW.panel_id)
BEGIN SELECT RAISE(ABORT, 'A decision covers the whole rubric.'); END;

CREATE TRIGGER decisions_that_belie_their_criteria BEFORE INSERT ON decisions
WHEN (NEW.outcome = 'demonstrated') = EXISTS (
  SELECT 1 FROM decision_criteria k
  WHERE k.organization_id = NEW.organization_id AND k.panel_id = NEW.panel_id AND k.outcome = 'not_yet')
BEGIN SELECT RAISE(ABORT, 'The outcome follows from the criteria.'); END;

CREATE TRIGGER decisions_that_carry_what_was_shown_again BEFORE INSERT ON decisions
WHEN EXISTS (
  SELECT 1 FROM decision_criteria k
  JOIN panels p ON p.organization_id = k.organization_id AND p.id = k.panel_id
  LEFT JOIN submission_criteria c ON c.organization_id = p.organization_id AND c.submission_id = p.submission_id
    AND c.criterion = k.criterion
  WHERE k.organization_id = NEW.organization_id AND k.panel_id = NEW.panel_id
    AND (k.carried_from IS NULL) = (c.criterion IS NULL))
BEGIN SELECT RAISE(ABORT, 'What the submission shows is decided now; the rest is carried.'); END;

CREATE TRIGGER decisions_that_carry_what_does_not_stand BEFORE INSERT ON decisions
WHEN EXISTS (
  SELECT 1 FROM decision_criteria k
  WHERE k.organization_id = NEW.organization_id AND k.panel_id = NEW.panel_id AND k.carried_from IS NOT NULL
    AND NOT EXISTS (
      SELECT 1 FROM standing_decisions d
      JOIN decision_criteria e ON e.organization_id = d.organization_id AND e.panel_id = d.panel_id
      WHERE d.organization_id = NEW.organization_id AND d.pursuit_id = NEW.pursuit_id AND d.panel_id = k.carried_from
        AND e.criterion = k.criterion AND e.level = k.level AND e.outcome = 'demonstrated'))
BEGIN SELECT RAISE(ABORT, 'What is carried was demonstrated in an earlier decision on this pursuit.'); END;

-- By the third assessor's level where there is one; else demonstrated when all say so, at one of their levels.
CREATE TRIGGER decisions_that_belie_their_reviews BEFORE INSERT ON decisions
WHEN EXISTS (
  SELECT 1 FROM decision_criteria k
  WHERE k.organization_id = NEW.organization_id AND k.panel_id = NEW.panel_id AND k.carried_from IS NULL AND (
    NOT EXISTS (
      SELECT 1 FROM review_levels l
      WHERE l.organization_id = k.organization_id AND l.criterion = k.criterion AND l.level = k.level
        AND l.outcome = k.outcome AND l.review_id IN (
        COALESCE(NEW.deciding_review, NEW.review_1), COALESCE(NEW.deciding_review, NEW.review_2),
        COALESCE(NEW.deciding_review, NEW.review_3)))
    OR (k.outcome = 'demonstrated' AND EXISTS (
      SELECT 1 FROM review_levels l
      WHERE l.organization_id = k.organization_id AND l.criterion = k.criterion AND l.outcome = 'not_yet'
        AND l.review_id IN (
        COALESCE(NEW.deciding_review, NEW.review_1), COALESCE(NEW.deciding_review, NEW.review_2),
        COALESCE(NEW.deciding_review, NEW.review_3))))))
BEGIN SELECT RAISE(ABORT, 'Each criterion is decided as its reviews say.'); END;


---------------------------------------------------------------------------------------------------
-- award: on a decision that stands.

CREATE TRIGGER awards_on_a_withdrawn_pursuit BEFORE INSERT ON awards
WHEN EXISTS (
  SELECT 1 FROM pursuits p
  WHERE p.organization_id = NEW.custodian_id AND p.id = NEW.pursuit_id AND p.withdrawn_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'Nothing is awarded for a pursuit that was withdrawn.'); END;

CREATE TRIGGER awards_without_a_standing_decision BEFORE INSERT ON awards
WHEN NOT EXISTS (
  SELECT 1 FROM standing_decisions d
  WHERE d.organization_id = NEW.custodian_id AND d.panel_id = NEW.panel_id AND d.pursuit_id = NEW.pursuit_id
    AND d.issuer_id = NEW.organization_id AND d.outcome = 'demonstrated' AND d.decided_at <= NEW.awarded_at)
BEGIN SELECT RAISE(ABORT, 'An award rests on a decision that stands.'); END;

CREATE TRIGGER awards_on_reviews_not_independent BEFORE INSERT ON awards
WHEN EXISTS (
  SELECT 1 FROM reviews_not_independent r
  WHERE r.organization_id = NEW.custodian_id AND r.pursuit_id = NEW.pursuit_id)
BEGIN SELECT RAISE(ABORT, 'The reviews turned out not to be independent.'); END;

CREATE TRIGGER awards_to_one_human_twice BEFORE INSERT ON awards
WHEN EXISTS (
  SELECT 1 FROM awards w JOIN humans a ON a.person_id = w.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE w.custodian_id = NEW.custodian_id AND w.pursuit_id = NEW.pursuit_id AND w.person_id <> NEW.person_id
    AND b.person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'One human is awarded a pursuit once.'); END;

CREATE TRIGGER awards_approved_by_a_holder BEFORE INSERT ON awards
WHEN EXISTS (
  SELECT 1 FROM holders h JOIN humans a ON a.person_id = h.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE h.organization_id = NEW.custodian_id AND h.pursuit_id = NEW.pursuit_id
    AND b.person_id = NEW.approved_by)
BEGIN SELECT RAISE(ABORT, 'Whoever holds a pursuit does not approve its award.'); END;

CREATE TRIGGER credential_editions_out_of_turn BEFORE INSERT ON credential_editions
WHEN NEW.edition > 1 AND NOT EXISTS (
  SELECT 1 FROM credential_editions e
  WHERE e.organization_id = NEW.organization_id AND e.credential_id = NEW.credential_id
    AND e.edition = NEW.edition - 1)
BEGIN SELECT RAISE(ABORT, 'Editions follow one another.'); END;

CREATE TRIGGER credential_editions_once_revoked BEFORE INSERT ON credential_editions
WHEN EXISTS (
  SELECT 1 FROM revocations r
  WHERE r.organization_id = NEW.organization_id AND r.credential_id = NEW.credential_id)
BEGIN SELECT RAISE(ABORT, 'What is revoked has no further edition.'); END;

CREATE TRIGGER credential_editions_under_a_key_of_another_time BEFORE INSERT ON credential_editions
WHEN NOT EXISTS (
  SELECT 1 FROM organization_keys k
  WHERE k.organization_id = NEW.organization_id AND k.id = NEW.key_id AND k.begins_at <= NEW.signed_at
    AND (k.ends_at IS NULL OR k.ends_at > NEW.signed_at))
BEGIN SELECT RAISE(ABORT, 'A credential is signed with a key that is in use.'); END;

CREATE TRIGGER shown_evidence_of_another_pursuit BEFORE INSERT ON shown_evidence
WHEN NOT EXISTS (
  SELECT 1 FROM credentials c
  JOIN awards w ON w.organization_id = c.organization_id AND w.id = c.award_id
  JOIN submissions s ON s.organization_id = w.custodian_id AND s.pursuit_id = w.pursuit_id
  JOIN submission_items i ON i.organization_id = s.organization_id AND i.submission_id = s.id
  WHERE c.organization_id = NEW.organization_id AND c.id = NEW.credential_id
    AND w.custodian_id = NEW.custodian_id AND i.content_id = NEW.content_id)
BEGIN SELECT RAISE(ABORT, 'A credential shows evidence that was submitted for it.'); END;


---------------------------------------------------------------------------------------------------
-- recognize: what it counts for.

CREATE TRIGGER recognition_rules_of_a_policy_in_use BEFORE INSERT ON recognition_rules
WHEN EXISTS (SELECT 1 FROM claims c WHERE c.organization_id = NEW.organization_id AND c.policy_id = NEW.policy_id)
OR EXISTS (SELECT 1 FROM preapprovals p WHERE p.organization_id = NEW.organization_id AND p.policy_id = NEW.policy_id)
BEGIN SELECT RAISE(ABORT, 'A policy in use changes by a new version.'); END;

CREATE TRIGGER classifications_of_a_policy_in_use BEFORE INSERT ON classifications
WHEN EXISTS (SELECT 1 FROM claims c WHERE c.organization_id = NEW.organization_id AND c.policy_id = NEW.policy_id)
OR EXISTS (SELECT 1 FROM preapprovals p WHERE p.organization_id = NEW.organization_id AND p.policy_id = NEW.policy_id)
BEGIN SELECT RAISE(ABORT, 'A policy in use changes by a new version.'); END;

CREATE TRIGGER preapproval_answers_to_oneself BEFORE INSERT ON preapproval_answers
WHEN EXISTS (
  SELECT 1 FROM preapprovals p JOIN humans a ON a.person_id = p.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.preapproval_id AND b.person_id = NEW.answered_by)
BEGIN SELECT RAISE(ABORT, 'Nobody answers their own request.'); END;

CREATE TRIGGER preapproval_answers_before_the_question BEFORE INSERT ON preapproval_answers
WHEN EXISTS (
  SELECT 1 FROM preapprovals p
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.preapproval_id AND p.asked_at > NEW.answered_at)
BEGIN SELECT RAISE(ABORT, 'An answer follows its question.'); END;

CREATE TRIGGER claims_on_a_revoked_credential BEFORE INSERT ON claims
WHEN EXISTS (
  SELECT 1 FROM credentials c
  JOIN revocations r ON r.organization_id = c.organization_id AND r.credential_id = c.id
  WHERE c.organization_id = NEW.issuer_id AND c.award_id = NEW.award_id)
BEGIN SELECT RAISE(ABORT, 'What is revoked is not claimed.'); END;

CREATE TRIGGER claims_under_another_class BEFORE INSERT ON claims
WHEN NOT EXISTS (
  SELECT 1 FROM awards w
  JOIN pursuits q ON q.organization_id = w.custodian_id AND q.id = w.pursuit_id
  JOIN microcredential_versions v ON v.organization_id = q.issuer_id AND v.id = q.version_id
  JOIN classifications c ON c.issuer_id = v.organization_id AND c.microcredential_id = v.microcredential_id
  JOIN recognition_rules r ON r.organization_id = c.organization_id AND r.policy_id = c.policy_id AND r.class = c.class
  WHERE w.organization_id = NEW.issuer_id AND w.id = NEW.award_id
    AND r.organization_id = NEW.organization_id AND r.id = NEW.rule_id AND r.policy_id = NEW.policy_id)
BEGIN SELECT RAISE(ABORT, 'A claim follows the rule for its class.'); END;

CREATE TRIGGER claims_without_approval_before_the_start BEFORE INSERT ON claims
WHEN NEW.preapproval_id IS NULL AND EXISTS (
  SELECT 1 FROM recognition_rules r
  WHERE r.organization_id = NEW.organization_id AND r.id = NEW.rule_id AND r.approval = 'before_start')
BEGIN SELECT RAISE(ABORT, 'This rule asks for approval before the start.'); END;

CREATE TRIGGER claims_on_approval_for_someone_else BEFORE INSERT ON claims
WHEN NEW.preapproval_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM preapprovals p JOIN humans a ON a.person_id = p.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE p.organization_id = NEW.organization_id AND p.id = NEW.preapproval_id AND b.person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'An approval serves the person who asked for it.'); END;

CREATE TRIGGER claims_on_approval_for_something_else BEFORE INSERT ON claims
WHEN NEW.preapproval_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM awards w
  JOIN pursuits q ON q.organization_id = w.custodian_id AND q.id = w.pursuit_id
  JOIN microcredential_versions v ON v.organization_id = q.issuer_id AND v.id = q.version_id
  JOIN preapprovals p ON p.issuer_id = v.organization_id AND p.microcredential_id = v.microcredential_id
  WHERE w.organization_id = NEW.issuer_id AND w.id = NEW.award_id
    AND p.organization_id = NEW.organization_id AND p.id = NEW.preapproval_id AND p.policy_id = NEW.policy_id)
BEGIN SELECT RAISE(ABORT, 'An approval serves the microcredential and the policy that it names.'); END;

CREATE TRIGGER claims_on_approval_after_the_start BEFORE INSERT ON claims
WHEN NEW.preapproval_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM awards w
  JOIN pursuits q ON q.organization_id = w.custodian_id AND q.id = w.pursuit_id
  JOIN preapproval_answers y ON y.answered_at <= q.started_at
  WHERE w.organization_id = NEW.issuer_id AND w.id = NEW.award_id
    AND y.organization_id = NEW.organization_id AND y.preapproval_id = NEW.preapproval_id AND y.answer = 'yes')
BEGIN SELECT RAISE(ABORT, 'An approval comes before the start.'); END;

CREATE TRIGGER claim_answers_to_oneself BEFORE INSERT ON claim_answers
WHEN EXISTS (
  SELECT 1 FROM claims c JOIN humans a ON a.person_id = c.person_id JOIN humans b ON b.human_id = a.human_id
  WHERE c.organization_id = NEW.organization_id AND c.id = NEW.claim_id AND b.person_id = NEW.answered_by)
BEGIN SELECT RAISE(ABORT, 'Nobody answers their own claim.'); END;

CREATE TRIGGER ledger_entries_off_the_chain BEFORE INSERT ON ledger_entries
WHEN NEW.sequence > 1 AND NOT EXISTS (
  SELECT 1 FROM ledger_entries l
  WHERE l.organization_id = NEW.organization_id AND l.epoch = NEW.epoch
    AND l.sequence = NEW.sequence - 1 AND l.hash = NEW.previous_hash)
BEGIN SELECT RAISE(ABORT, 'An entry names the one before it.'); END;

CREATE TRIGGER ledger_entries_beside_the_chain BEFORE INSERT ON ledger_entries
WHEN EXISTS (
  SELECT 1 FROM ledger_entries l
  WHERE l.organization_id = NEW.organization_id AND l.epoch > NEW.epoch)
OR (NEW.sequence = 1 AND NEW.epoch > 1 AND NOT EXISTS (
  SELECT 1 FROM ledger_entries l WHERE l.organization_id = NEW.organization_id AND l.epoch = NEW.epoch - 1))
BEGIN SELECT RAISE(ABORT, 'An organization has one chain, epoch after epoch.'); END;

---------------------------------------------------------------------------------------------------
-- SQLite keeps text and fractions in a BIGINT column.

CREATE TRIGGER announcements_begin_with_whole_numbers BEFORE INSERT ON announcements
WHEN typeof(NEW.announced_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of announcements are whole.'); END;
CREATE TRIGGER microcredentials_begin_with_whole_numbers BEFORE INSERT ON microcredentials
WHEN typeof(NEW.made_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of microcredentials are whole.'); END;
CREATE TRIGGER microcredential_versions_begin_with_whole_numbers BEFORE INSERT ON microcredential_versions
WHEN typeof(NEW.number) NOT IN ('integer', 'null')
  OR typeof(NEW.reviews_min) NOT IN ('integer', 'null')
  OR typeof(NEW.imported_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of microcredential_versions are whole.'); END;
CREATE TRIGGER publications_begin_with_whole_numbers BEFORE INSERT ON publications
WHEN typeof(NEW.number) NOT IN ('integer', 'null')
  OR typeof(NEW.published_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of publications are whole.'); END;
CREATE TRIGGER holders_begin_with_whole_numbers BEFORE INSERT ON holders
WHEN typeof(NEW.joined_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of holders are whole.'); END;
CREATE TRIGGER name_choices_begin_with_whole_numbers BEFORE INSERT ON name_choices
WHEN typeof(NEW.chosen_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of name_choices are whole.'); END;
CREATE TRIGGER looks_begin_with_whole_numbers BEFORE INSERT ON looks
WHEN typeof(NEW.looked_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of looks are whole.'); END;
CREATE TRIGGER answers_begin_with_whole_numbers BEFORE INSERT ON answers
WHEN typeof(NEW.submission_number) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of answers are whole.'); END;
CREATE TRIGGER openings_begin_with_whole_numbers BEFORE INSERT ON openings
WHEN typeof(NEW.submission_number) NOT IN ('integer', 'null')
  OR typeof(NEW.opened_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of openings are whole.'); END;
CREATE TRIGGER submissions_begin_with_whole_numbers BEFORE INSERT ON submissions
WHEN typeof(NEW.reviews_min) NOT IN ('integer', 'null')
  OR typeof(NEW.number) NOT IN ('integer', 'null')
  OR typeof(NEW.items) NOT IN ('integer', 'null')
  OR typeof(NEW.criteria) NOT IN ('integer', 'null')
  OR typeof(NEW.submitted_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of submissions are whole.'); END;
CREATE TRIGGER submission_items_begin_with_whole_numbers BEFORE INSERT ON submission_items
WHEN typeof(NEW.items) NOT IN ('integer', 'null')
  OR typeof(NEW.position) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of submission_items are whole.'); END;
CREATE TRIGGER submission_criteria_begin_with_whole_numbers BEFORE INSERT ON submission_criteria
WHEN typeof(NEW.criteria) NOT IN ('integer', 'null')
  OR typeof(NEW.position) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of submission_criteria are whole.'); END;
CREATE TRIGGER qualifications_begin_with_whole_numbers BEFORE INSERT ON qualifications
WHEN typeof(NEW.granted_at) NOT IN ('integer', 'null')
  OR typeof(NEW.expires_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of qualifications are whole.'); END;
CREATE TRIGGER exclusions_begin_with_whole_numbers BEFORE INSERT ON exclusions
WHEN typeof(NEW.excluded_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of exclusions are whole.'); END;
CREATE TRIGGER disclosures_begin_with_whole_numbers BEFORE INSERT ON disclosures
WHEN typeof(NEW.seen_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of disclosures are whole.'); END;
CREATE TRIGGER reviews_begin_with_whole_numbers BEFORE INSERT ON reviews
WHEN typeof(NEW.criteria) NOT IN ('integer', 'null')
  OR typeof(NEW.finished_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of reviews are whole.'); END;
CREATE TRIGGER review_levels_begin_with_whole_numbers BEFORE INSERT ON review_levels
WHEN typeof(NEW.criteria) NOT IN ('integer', 'null')
  OR typeof(NEW.position) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of review_levels are whole.'); END;
CREATE TRIGGER decisions_begin_with_whole_numbers BEFORE INSERT ON decisions
WHEN typeof(NEW.reviews_required) NOT IN ('integer', 'null')
  OR typeof(NEW.criteria) NOT IN ('integer', 'null')
  OR typeof(NEW.decided_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of decisions are whole.'); END;
CREATE TRIGGER decision_criteria_begin_with_whole_numbers BEFORE INSERT ON decision_criteria
WHEN typeof(NEW.criteria) NOT IN ('integer', 'null')
  OR typeof(NEW.position) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of decision_criteria are whole.'); END;
CREATE TRIGGER awards_begin_with_whole_numbers BEFORE INSERT ON awards
WHEN typeof(NEW.awarded_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of awards are whole.'); END;
CREATE TRIGGER credentials_begin_with_whole_numbers BEFORE INSERT ON credentials
WHEN typeof(NEW.status_index) NOT IN ('integer', 'null')
  OR typeof(NEW.made_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of credentials are whole.'); END;
CREATE TRIGGER credential_editions_begin_with_whole_numbers BEFORE INSERT ON credential_editions
WHEN typeof(NEW.edition) NOT IN ('integer', 'null')
  OR typeof(NEW.signed_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of credential_editions are whole.'); END;
CREATE TRIGGER revocations_begin_with_whole_numbers BEFORE INSERT ON revocations
WHEN typeof(NEW.revoked_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of revocations are whole.'); END;
CREATE TRIGGER recognition_policies_begin_with_whole_numbers BEFORE INSERT ON recognition_policies
WHEN typeof(NEW.number) NOT IN ('integer', 'null')
  OR typeof(NEW.made_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of recognition_policies are whole.'); END;
CREATE TRIGGER recognition_rules_begin_with_whole_numbers BEFORE INSERT ON recognition_rules
WHEN typeof(NEW.amount) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of recognition_rules are whole.'); END;
CREATE TRIGGER preapprovals_begin_with_whole_numbers BEFORE INSERT ON preapprovals
WHEN typeof(NEW.asked_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of preapprovals are whole.'); END;
CREATE TRIGGER preapproval_answers_begin_with_whole_numbers BEFORE INSERT ON preapproval_answers
WHEN typeof(NEW.answered_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of preapproval_answers are whole.'); END;
CREATE TRIGGER claims_begin_with_whole_numbers BEFORE INSERT ON claims
WHEN typeof(NEW.amount) NOT IN ('integer', 'null')
  OR typeof(NEW.claimed_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of claims are whole.'); END;
CREATE TRIGGER claim_answers_begin_with_whole_numbers BEFORE INSERT ON claim_answers
WHEN typeof(NEW.answered_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of claim_answers are whole.'); END;
CREATE TRIGGER ledger_entries_begin_with_whole_numbers BEFORE INSERT ON ledger_entries
WHEN typeof(NEW.epoch) NOT IN ('integer', 'null')
  OR typeof(NEW.sequence) NOT IN ('integer', 'null')
  OR typeof(NEW.previous_sequence) NOT IN ('integer', 'null')
  OR typeof(NEW.amount) NOT IN ('integer', 'null')
  OR typeof(NEW.recorded_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of ledger_entries are whole.'); END;
CREATE TRIGGER deliveries_begin_with_whole_numbers BEFORE INSERT ON deliveries
WHEN typeof(NEW.due_at) NOT IN ('integer', 'null')
  OR typeof(NEW.tries) NOT IN ('integer', 'null')
  OR typeof(NEW.delivered_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of deliveries are whole.'); END;
CREATE TRIGGER deliveries_go_on_with_whole_numbers BEFORE UPDATE OF due_at, tries, delivered_at ON deliveries
WHEN typeof(NEW.due_at) NOT IN ('integer', 'null')
  OR typeof(NEW.tries) NOT IN ('integer', 'null')
  OR typeof(NEW.delivered_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of deliveries are whole.'); END;
CREATE TRIGGER jobs_begin_with_whole_numbers BEFORE INSERT ON jobs
WHEN typeof(NEW.queued_at) NOT IN ('integer', 'null')
  OR typeof(NEW.due_at) NOT IN ('integer', 'null')
  OR typeof(NEW.tries) NOT IN ('integer', 'null')
  OR typeof(NEW.taken_until) NOT IN ('integer', 'null')
  OR typeof(NEW.done_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of jobs are whole.'); END;
CREATE TRIGGER jobs_go_on_with_whole_numbers BEFORE UPDATE OF due_at, tries, taken_until, done_at ON jobs
WHEN typeof(NEW.due_at) NOT IN ('integer', 'null')
  OR typeof(NEW.tries) NOT IN ('integer', 'null')
  OR typeof(NEW.taken_until) NOT IN ('integer', 'null')
  OR typeof(NEW.done_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of jobs are whole.'); END;
CREATE TRIGGER letters_begin_with_whole_numbers BEFORE INSERT ON letters
WHEN typeof(NEW.written_at) NOT IN ('integer', 'null')
  OR typeof(NEW.sent_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of letters are whole.'); END;
CREATE TRIGGER letters_go_on_with_whole_numbers BEFORE UPDATE OF sent_at ON letters
WHEN typeof(NEW.sent_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of letters are whole.'); END;
CREATE TRIGGER organizations_begin_with_whole_numbers BEFORE INSERT ON organizations
WHEN typeof(NEW.made_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of organizations are whole.'); END;
CREATE TRIGGER people_begin_with_whole_numbers BEFORE INSERT ON people
WHEN typeof(NEW.made_at) NOT IN ('integer', 'null')
  OR typeof(NEW.erased_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of people are whole.'); END;
CREATE TRIGGER people_go_on_with_whole_numbers BEFORE UPDATE OF erased_at ON people
WHEN typeof(NEW.erased_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of people are whole.'); END;
CREATE TRIGGER appointments_begin_with_whole_numbers BEFORE INSERT ON appointments
WHEN typeof(NEW.begins_at) NOT IN ('integer', 'null')
  OR typeof(NEW.ends_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of appointments are whole.'); END;
CREATE TRIGGER appointments_go_on_with_whole_numbers BEFORE UPDATE OF ends_at ON appointments
WHEN typeof(NEW.ends_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of appointments are whole.'); END;
CREATE TRIGGER relations_begin_with_whole_numbers BEFORE INSERT ON relations
WHEN typeof(NEW.begins_at) NOT IN ('integer', 'null')
  OR typeof(NEW.ends_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of relations are whole.'); END;
CREATE TRIGGER relations_go_on_with_whole_numbers BEFORE UPDATE OF ends_at ON relations
WHEN typeof(NEW.ends_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of relations are whole.'); END;
CREATE TRIGGER organization_keys_begin_with_whole_numbers BEFORE INSERT ON organization_keys
WHEN typeof(NEW.begins_at) NOT IN ('integer', 'null')
  OR typeof(NEW.ends_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of organization_keys are whole.'); END;
CREATE TRIGGER organization_keys_go_on_with_whole_numbers BEFORE UPDATE OF ends_at ON organization_keys
WHEN typeof(NEW.ends_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of organization_keys are whole.'); END;
CREATE TRIGGER frameworks_begin_with_whole_numbers BEFORE INSERT ON frameworks
WHEN typeof(NEW.kept_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of frameworks are whole.'); END;
CREATE TRIGGER frameworks_go_on_with_whole_numbers BEFORE UPDATE OF kept_at ON frameworks
WHEN typeof(NEW.kept_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of frameworks are whole.'); END;
CREATE TRIGGER stacks_begin_with_whole_numbers BEFORE INSERT ON stacks
WHEN typeof(NEW.kept_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of stacks are whole.'); END;
CREATE TRIGGER stacks_go_on_with_whole_numbers BEFORE UPDATE OF kept_at ON stacks
WHEN typeof(NEW.kept_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of stacks are whole.'); END;
CREATE TRIGGER pursuits_begin_with_whole_numbers BEFORE INSERT ON pursuits
WHEN typeof(NEW.reviews_min) NOT IN ('integer', 'null')
  OR typeof(NEW.started_at) NOT IN ('integer', 'null')
  OR typeof(NEW.touched_at) NOT IN ('integer', 'null')
  OR typeof(NEW.withdrawn_at) NOT IN ('integer', 'null')
  OR typeof(NEW.earned_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of pursuits are whole.'); END;
CREATE TRIGGER pursuits_go_on_with_whole_numbers BEFORE UPDATE OF touched_at, withdrawn_at, earned_at ON pursuits
WHEN typeof(NEW.touched_at) NOT IN ('integer', 'null')
  OR typeof(NEW.withdrawn_at) NOT IN ('integer', 'null')
  OR typeof(NEW.earned_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of pursuits are whole.'); END;
CREATE TRIGGER running_pursuits_begin_with_whole_numbers BEFORE INSERT ON running_pursuits
WHEN typeof(NEW.begun_at) NOT IN ('integer', 'null')
  OR typeof(NEW.ended_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of running_pursuits are whole.'); END;
CREATE TRIGGER running_pursuits_go_on_with_whole_numbers BEFORE UPDATE OF ended_at ON running_pursuits
WHEN typeof(NEW.ended_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of running_pursuits are whole.'); END;
CREATE TRIGGER shared_drafts_begin_with_whole_numbers BEFORE INSERT ON shared_drafts
WHEN typeof(NEW.shared_at) NOT IN ('integer', 'null')
  OR typeof(NEW.ended_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of shared_drafts are whole.'); END;
CREATE TRIGGER shared_drafts_go_on_with_whole_numbers BEFORE UPDATE OF ended_at ON shared_drafts
WHEN typeof(NEW.ended_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of shared_drafts are whole.'); END;
CREATE TRIGGER contents_begin_with_whole_numbers BEFORE INSERT ON contents
WHEN typeof(NEW.length_bytes) NOT IN ('integer', 'null')
  OR typeof(NEW.revision) NOT IN ('integer', 'null')
  OR typeof(NEW.saved_at) NOT IN ('integer', 'null')
  OR typeof(NEW.sealed_at) NOT IN ('integer', 'null')
  OR typeof(NEW.held_at) NOT IN ('integer', 'null')
  OR typeof(NEW.destroyed_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of contents are whole.'); END;
CREATE TRIGGER contents_go_on_with_whole_numbers BEFORE UPDATE OF length_bytes, revision, saved_at, sealed_at, held_at, destroyed_at ON contents
WHEN typeof(NEW.length_bytes) NOT IN ('integer', 'null')
  OR typeof(NEW.revision) NOT IN ('integer', 'null')
  OR typeof(NEW.saved_at) NOT IN ('integer', 'null')
  OR typeof(NEW.sealed_at) NOT IN ('integer', 'null')
  OR typeof(NEW.held_at) NOT IN ('integer', 'null')
  OR typeof(NEW.destroyed_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of contents are whole.'); END;
CREATE TRIGGER artifacts_begin_with_whole_numbers BEFORE INSERT ON artifacts
WHEN typeof(NEW.submission_number) NOT IN ('integer', 'null')
  OR typeof(NEW.added_at) NOT IN ('integer', 'null')
  OR typeof(NEW.removed_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of artifacts are whole.'); END;
CREATE TRIGGER artifacts_go_on_with_whole_numbers BEFORE UPDATE OF removed_at ON artifacts
WHEN typeof(NEW.removed_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of artifacts are whole.'); END;
CREATE TRIGGER panels_begin_with_whole_numbers BEFORE INSERT ON panels
WHEN typeof(NEW.reviews_min) NOT IN ('integer', 'null')
  OR typeof(NEW.reviews_required) NOT IN ('integer', 'null')
  OR typeof(NEW.convened_at) NOT IN ('integer', 'null')
  OR typeof(NEW.due_at) NOT IN ('integer', 'null')
  OR typeof(NEW.locked_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of panels are whole.'); END;
CREATE TRIGGER panels_go_on_with_whole_numbers BEFORE UPDATE OF locked_at ON panels
WHEN typeof(NEW.locked_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of panels are whole.'); END;
CREATE TRIGGER seats_begin_with_whole_numbers BEFORE INSERT ON seats
WHEN typeof(NEW.turn) NOT IN ('integer', 'null')
  OR typeof(NEW.seated_at) NOT IN ('integer', 'null')
  OR typeof(NEW.left_at) NOT IN ('integer', 'null')
  OR typeof(NEW.reviewed_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of seats are whole.'); END;
CREATE TRIGGER seats_go_on_with_whole_numbers BEFORE UPDATE OF left_at, reviewed_at ON seats
WHEN typeof(NEW.left_at) NOT IN ('integer', 'null')
  OR typeof(NEW.reviewed_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of seats are whole.'); END;
CREATE TRIGGER status_lists_begin_with_whole_numbers BEFORE INSERT ON status_lists
WHEN typeof(NEW.entries) NOT IN ('integer', 'null')
  OR typeof(NEW.made_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of status_lists are whole.'); END;
CREATE TRIGGER status_lists_go_on_with_whole_numbers BEFORE UPDATE OF entries ON status_lists
WHEN typeof(NEW.entries) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of status_lists are whole.'); END;
CREATE TRIGGER shown_evidence_begin_with_whole_numbers BEFORE INSERT ON shown_evidence
WHEN typeof(NEW.chosen_at) NOT IN ('integer', 'null')
  OR typeof(NEW.ended_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of shown_evidence are whole.'); END;
CREATE TRIGGER shown_evidence_go_on_with_whole_numbers BEFORE UPDATE OF ended_at ON shown_evidence
WHEN typeof(NEW.ended_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of shown_evidence are whole.'); END;
CREATE TRIGGER ledger_heads_begin_with_whole_numbers BEFORE INSERT ON ledger_heads
WHEN typeof(NEW.epoch) NOT IN ('integer', 'null')
  OR typeof(NEW.locked_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of ledger_heads are whole.'); END;
CREATE TRIGGER ledger_heads_go_on_with_whole_numbers BEFORE UPDATE OF locked_at ON ledger_heads
WHEN typeof(NEW.locked_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of ledger_heads are whole.'); END;
CREATE TRIGGER email_addresses_begin_with_whole_numbers BEFORE INSERT ON email_addresses
WHEN typeof(NEW.added_at) NOT IN ('integer', 'null')
  OR typeof(NEW.confirmed_at) NOT IN ('integer', 'null')
  OR typeof(NEW.main_since) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of email_addresses are whole.'); END;
CREATE TRIGGER email_addresses_go_on_with_whole_numbers BEFORE UPDATE OF confirmed_at, main_since ON email_addresses
WHEN typeof(NEW.confirmed_at) NOT IN ('integer', 'null')
  OR typeof(NEW.main_since) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of email_addresses are whole.'); END;
CREATE TRIGGER passwords_begin_with_whole_numbers BEFORE INSERT ON passwords
WHEN typeof(NEW.set_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of passwords are whole.'); END;
CREATE TRIGGER passwords_go_on_with_whole_numbers BEFORE UPDATE OF set_at ON passwords
WHEN typeof(NEW.set_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of passwords are whole.'); END;
CREATE TRIGGER sessions_begin_with_whole_numbers BEFORE INSERT ON sessions
WHEN typeof(NEW.begun_at) NOT IN ('integer', 'null')
  OR typeof(NEW.seen_at) NOT IN ('integer', 'null')
  OR typeof(NEW.ends_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of sessions are whole.'); END;
CREATE TRIGGER sessions_go_on_with_whole_numbers BEFORE UPDATE OF seen_at, ends_at ON sessions
WHEN typeof(NEW.seen_at) NOT IN ('integer', 'null')
  OR typeof(NEW.ends_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of sessions are whole.'); END;
CREATE TRIGGER one_time_links_begin_with_whole_numbers BEFORE INSERT ON one_time_links
WHEN typeof(NEW.made_at) NOT IN ('integer', 'null')
  OR typeof(NEW.expires_at) NOT IN ('integer', 'null')
  OR typeof(NEW.used_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of one_time_links are whole.'); END;
CREATE TRIGGER one_time_links_go_on_with_whole_numbers BEFORE UPDATE OF used_at ON one_time_links
WHEN typeof(NEW.used_at) NOT IN ('integer', 'null')
BEGIN SELECT RAISE(ABORT, 'Numbers of one_time_links are whole.'); END;
